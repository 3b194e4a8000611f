"""Writes golden/hosts.json: what the lens hosts counts and how it weighs, computed without proclens.

    python make_hosts_golden.py        (Python 3.11 with its time zones, nothing else)

Bins come from zoneinfo, tokens from shlex, information weights from the formula of docs/information-weight.md in plain
loops. Processes are random, around the days on which clocks change.
"""

import json
import math
import pathlib
import random
from collections import Counter
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from make_golden import split

PRIOR = 1e-4
CASES = [("3h", "UTC"), ("3h", "Europe/Berlin"), ("1h", "America/New_York"), ("1d", "Australia/Lord_Howe"), ("30m", "+05:45")]
PROGRAMS = ["cmd.exe", "C:\\Tools\\Run Me.exe", "svchost.exe", "powershell.exe"]
ARGUMENTS = ["", "-k netsvcs", "-k  netsvcs -p", '/c "dir c:\\a b"', "-File 'c:\\x y.ps1' -V", '"open quote', "-K NETSVCS"]
# UTC hours around which clocks change in one of the zones, and an ordinary day.
MOMENTS = [datetime(2024, 3, 31, 1), datetime(2024, 10, 27, 1), datetime(2024, 3, 10, 7), datetime(2024, 11, 3, 6),
           datetime(2024, 4, 6, 15), datetime(2024, 10, 5, 15, 30), datetime(2024, 5, 1, 12)]


def random_processes():
    random.seed(14)
    processes = []
    for _ in range(250):
        started = random.choice(MOMENTS) + timedelta(seconds=random.randrange(-9 * 3600, 9 * 3600))
        processes.append({
            "host": random.choice(["pc-1", "PC-1", "pc-2", "server"]),
            "program": random.choice(PROGRAMS),
            "args": random.choice(ARGUMENTS + ["-n %d" % random.randrange(6)]),
            "started": started.strftime("%Y-%m-%d %H:%M:%S"),
        })
    return processes


def local_time(text, zone):
    utc = datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
    if zone[0] in "+-":
        hours, minutes = map(int, zone[1:].split(":"))
        return utc + (1 if zone[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)
    return utc.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def bin_begin(text, length, zone):
    """The beginning of the bin on the zone's clock, in which bins are counted from midnight of 1970-01-01."""
    minutes = {"m": 1, "h": 60, "d": 1440}[length[-1]] * int(length[:-1])
    since = local_time(text, zone) - datetime(1970, 1, 1)
    return datetime(1970, 1, 1) + timedelta(minutes=int(since / timedelta(minutes=1)) // minutes * minutes)


def information_weights(bags):
    """Per feature of a list of bags (Counters), as docs/information-weight.md defines it."""
    total = sum(sum(bag.values()) for bag in bags)
    share = [sum(bag.values()) / total for bag in bags]
    column_total, with_feature = Counter(), Counter()
    for bag in bags:
        column_total.update(bag)
        with_feature.update(set(bag))
    divergence = {}
    for feature, c in column_total.items():
        sum_over_bags = 0.0
        for p, bag in zip(share, bags):
            if bag[feature] > 0:
                q = (bag[feature] + PRIOR * p) / (c + PRIOR)
                sum_over_bags += q * math.log(q / p)
        z = PRIOR / (c + PRIOR) * math.log(PRIOR / (c + PRIOR))
        divergence[feature] = sum_over_bags + (len(bags) - with_feature[feature]) * z / len(bags)
    mean = sum(divergence.values()) / len(divergence)
    return {feature: max(0.0, kl / mean) ** 2 for feature, kl in divergence.items()}


def hosts_case(processes, length, zone):
    spelling = {}
    for process in processes:
        host = process["host"]
        spelling[host.lower()] = min(spelling.get(host.lower(), host), host)
    bags = {}
    for process in processes:
        begin = bin_begin(process["started"], length, zone)
        name = f'{spelling[process["host"].lower()]} {begin:%Y-%m-%d %H:%M}'
        line = f'"{process["program"]}" {process["args"]}'.strip().lower()
        bags.setdefault(name, Counter())[line] += 1
    return {"bin": length, "zone": zone, "objects": bags, "weights": information_weights(list(bags.values()))}


def main():
    processes = random_processes()
    lines = sorted({f'"{p["program"]}" {p["args"]}'.strip().lower() for p in processes})
    tokens = {line: split(line)["tokens"] for line in lines}
    result = {
        "processes": processes,
        "cases": [hosts_case(processes, length, zone) for length, zone in CASES],
        "tokens": tokens,
        "token_weights": information_weights([Counter(parts) for parts in tokens.values()]),
    }
    with open(pathlib.Path(__file__).parent / "golden" / "hosts.json", "w") as out:
        json.dump(result, out, indent=0, sort_keys=True)
        out.write("\n")


if __name__ == "__main__":
    main()
