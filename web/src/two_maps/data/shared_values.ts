// The texts of a column on both maps, numbered together, so that a value has one colour and one filter.
import type { TextColumn } from '../../data/processes';
import { forBoth, type Both } from './both';

export interface SharedValues {
  /** Per row 0 for none, else 1 + the index of its text. */
  of: Both<Uint32Array>;
  texts: string[];
}

export function sharedValues(columns: Both<TextColumn>): SharedValues {
  const numbers = new Map<string, number>();
  const of = forBoth((map) => {
    const { row, texts } = columns[map];
    const numberOf = Uint32Array.from({ length: texts.count }, (_, i) => {
      const text = texts.at(i);
      const number = numbers.get(text) ?? numbers.size + 1;
      numbers.set(text, number);
      return number;
    });
    return row.map((value) => (value === 0 ? 0 : numberOf[value - 1]));
  });
  return { of, texts: [...numbers.keys()] };
}
