import { describe, expect, it } from 'vitest';
import { counted, formatBytes, formatDay, formatDuration, formatMoment, formatShare, formatSpan, formatTime } from '../src/text/format';

describe('format', () => {
  it('counts in the singular and the plural', () => {
    expect(counted(1, 'processes')).toBe('1 process');
    expect(counted(40_982, 'processes')).toBe('40,982 processes');
    expect(counted(1, 'images')).toBe('1 image');
    expect(counted(0, 'hosts')).toBe('0 hosts');
    expect(counted(1, 'entries')).toBe('1 entry');
  });

  it('never rounds something to nothing or nearly all to all', () => {
    expect(formatShare(0, 10)).toBe('0%');
    expect(formatShare(1, 1_000_000)).toBe('<0.1%');
    expect(formatShare(999_999, 1_000_000)).toBe('>99.9%');
    expect(formatShare(1, 3)).toBe('33%');
    expect(formatShare(5, 5)).toBe('100%');
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

  it('writes durations with two units at most', () => {
    expect([0, 999, 2_400, 59_900, 59_960, 61_000, 3_600_000, 18_720_000, 273_600_000].map(formatDuration)).toEqual([
      '0 ms', '999 ms', '2.4 s', '60 s', '1 min', '1 min 1 s', '1 h', '5 h 12 min', '3 d 4 h',
    ]);
  });

  it('writes moments and spans no longer than needed', () => {
    const time = Date.UTC(2023, 10, 9, 16, 57, 53);
    expect(formatMoment(time)).toBe('9 Nov 2023 16:57:53');
    expect(formatMoment(time - 53_000)).toBe('9 Nov 2023 16:57');
    expect(formatSpan(time, time + 1_000)).toBe('9 Nov 2023 16:57:53 – 16:57:54');
    expect(formatSpan(time, time + 3 * 3_600_000)).toBe('9 Nov 2023 16:57 – 19:57');
    expect(formatSpan(time, time + 3 * 86_400_000)).toBe('9 Nov 16:57 – 12 Nov 2023 16:57');
    expect(formatSpan(time, time + 365 * 86_400_000)).toBe('9 Nov 2023 16:57 – 8 Nov 2024 16:57');
    expect(formatSpan(NaN, time)).toBe('no date');
  });
});
