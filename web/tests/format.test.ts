import { describe, expect, it } from 'vitest';
import { counted, formatBytes, formatDay, formatShare, formatTime } from '../src/text/format';

describe('format', () => {
  it('counts in the singular and the plural', () => {
    expect(counted(1, 'processes')).toBe('1 process');
    expect(counted(40_982, 'processes')).toBe('40,982 processes');
    expect(counted(1, 'images')).toBe('1 image');
    expect(counted(0, 'hosts')).toBe('0 hosts');
  });

  it('never rounds something to nothing or nearly all to all', () => {
    expect(formatShare(0, 10)).toBe('0%');
    expect(formatShare(1, 1_000_000)).toBe('<0.1%');
    expect(formatShare(999_999, 1_000_000)).toBe('>99.9%');
    expect(formatShare(1, 3)).toBe('33%');
    expect(formatShare(7, 100)).toBe('7.0%');
    expect(formatShare(0, 0)).toBe('0%');
  });

  it('writes times in UTC and survives impossible ones', () => {
    expect(formatTime(1_699_549_073_120)).toBe('9 Nov 2023, 16:57:53.120 UTC');
    expect(formatTime(0)).toBe('1 Jan 1970, 00:00:00 UTC');
    expect(formatDay(8.64e15 + 1)).toBe('no date');
  });

  it('writes sizes as people do', () => {
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(1_000_035)).toBe('1.0 MB');
  });
});
