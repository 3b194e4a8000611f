// Sends requests to the server that the page came from. Addresses are relative, so the page need not know the token.

/** The server's explanation, for users, of why it cannot do what was requested. */
export class ServerError extends Error {}

/** The server did not answer. */
export class ServerLost extends Error {
  constructor() {
    super('The server does not answer. Is proclens serve still running?');
  }
}

const api = 'api/';

async function wordsOf(answer: Response): Promise<string> {
  try {
    const { error, remedy } = (await answer.json()) as { error?: unknown; remedy?: unknown };
    if (typeof error === 'string') return typeof remedy === 'string' && remedy !== '' ? `${error}: ${remedy}` : error;
  } catch {
    // Something between the page and the server may answer, too.
  }
  return `the server answered with status ${answer.status}`;
}

/** Throws ServerError or ServerLost, or AbortError if `signal` was aborted. */
export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`${api}${path}`, { cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', ...options });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ServerLost();
  }
  if (!answer.ok) throw new ServerError(await wordsOf(answer));
  return answer;
}

export async function requestBytes(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const answer = await request(path, { signal });
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServerLost(); // the connection broke off in the middle
  }
}
