// What can be typed into the search field, for its tooltip and the help.

/** @param fields names of fields that can be searched */
export function searchSyntax(fields: readonly string[]): string[] {
  return [
    'Any part of a text, regardless of case; several words must all be there. A phrase: "net view"',
    `In one field: ${fields.map((name) => `${name}:`).join(' ')}`,
    'Without: -name:conhost or NOT conhost. Either: cmd OR powershell. Groups: (cmd OR powershell) user:admin',
    'Relatives: parent:winword ancestor:outlook child:whoami',
    'Numbers and times: novelty>5 outlier:0.5..1 pid:4820 started:2024-03-05.. (UTC)',
    'A regular expression: /enc(odedcommand)?\\b/',
    'What command lines hide, such as base64, is found, too; decoded: searches that alone',
  ];
}
