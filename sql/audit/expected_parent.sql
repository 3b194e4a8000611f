-- expected_parent: core Windows processes and the only parents they have (data, not code). One row per allowed pair;
-- a process that is listed here under any other parent is unexpected. A process that is not listed may have any parent:
-- explorer.exe, cmd.exe or powershell.exe are started by too many programs for a list to mean anything.
-- Sources: [hunt] SANS, "Hunt Evil" poster; [elastic] Elastic detection rule 35df0dd8-092d-4a83-88c1-5151a804f31b
-- "Unusual Parent-Child Relationship"; [sigma] SigmaHQ rules 96036718-71cc-4027-a538-d1587e0006a7 "Windows Processes
-- Suspicious Parent Directory" and 01d2e2a1-5f09-44f7-9fc1-24faa7479b6d "Uncommon Svchost Parent Process"; [internals]
-- Windows Internals, 7th edition. Unlike Elastic, svchost.exe under svchost.exe is not allowed: a service host starts
-- programs, not further service hosts, and copies of itself are what injected ones start.
CREATE OR REPLACE TABLE expected_parent AS
FROM (VALUES
    ('system',                 'idle',                'internals'),
    ('system',                 'system idle process', 'internals'),
    ('registry',               'system',              'internals'),
    ('registry',               'ntoskrnl.exe',        'internals'),
    ('memory compression',     'system',              'internals'),
    ('memory compression',     'ntoskrnl.exe',        'internals'),
    ('memcompression',         'system',              'internals'),
    ('memcompression',         'ntoskrnl.exe',        'internals'),
    ('smss.exe',               'system',              'hunt, elastic'),
    ('smss.exe',               'ntoskrnl.exe',        'wintap''s name for System'),
    ('smss.exe',               'smss.exe',            'hunt, elastic'),
    ('autochk.exe',            'smss.exe',            'elastic'),
    ('csrss.exe',              'smss.exe',            'hunt, elastic'),
    ('csrss.exe',              'svchost.exe',         'elastic: containers'),
    ('wininit.exe',            'smss.exe',            'hunt, elastic'),
    ('winlogon.exe',           'smss.exe',            'hunt, elastic'),
    ('services.exe',           'wininit.exe',         'hunt, elastic'),
    ('lsass.exe',              'wininit.exe',         'hunt, elastic'),
    ('lsaiso.exe',             'wininit.exe',         'hunt, elastic'),
    ('lsm.exe',                'wininit.exe',         'sigma: Windows 7'),
    ('logonui.exe',            'wininit.exe',         'elastic'),
    ('logonui.exe',            'winlogon.exe',        'elastic'),
    ('userinit.exe',           'winlogon.exe',        'hunt, elastic'),
    ('userinit.exe',           'dwm.exe',             'elastic'),
    ('userinit.exe',           'kusrinit.exe',        'elastic: Kaspersky'),
    ('dwm.exe',                'winlogon.exe',        'elastic'),
    ('dwm.exe',                'wininit.exe',         'elastic'),
    ('dwm.exe',                'dwm.exe',             'elastic'),
    ('fontdrvhost.exe',        'winlogon.exe',        'elastic'),
    ('fontdrvhost.exe',        'wininit.exe',         'elastic'),
    ('fontdrvhost.exe',        'dwm.exe',             'elastic'),
    ('svchost.exe',            'services.exe',        'hunt, elastic, sigma'),
    ('svchost.exe',            'msmpeng.exe',         'elastic, sigma: Defender'),
    ('svchost.exe',            'mrt.exe',             'sigma: Malicious Software Removal Tool'),
    ('svchost.exe',            'ngen.exe',            'sigma'),
    ('svchost.exe',            'rpcnet.exe',          'sigma: Absolute Software'),
    ('svchost.exe',            'tiworker.exe',        'sigma'),
    ('spoolsv.exe',            'services.exe',        'elastic'),
    ('searchindexer.exe',      'services.exe',        'elastic'),
    ('searchprotocolhost.exe', 'searchindexer.exe',   'elastic'),
    ('searchprotocolhost.exe', 'dllhost.exe',         'elastic'),
    ('taskhost.exe',           'services.exe',        'elastic: Windows 7'),
    ('taskhost.exe',           'svchost.exe',         'elastic'),
    ('taskhost.exe',           'ngentask.exe',        'elastic'),
    ('taskhostw.exe',          'svchost.exe',         'hunt, elastic'),
    ('taskhostw.exe',          'services.exe',        'elastic'),
    ('runtimebroker.exe',      'svchost.exe',         'hunt, elastic'),
    ('dllhost.exe',            'svchost.exe',         'elastic'),
    ('dllhost.exe',            'services.exe',        'elastic'),
    ('consent.exe',            'svchost.exe',         'elastic'),
    ('tiworker.exe',           'svchost.exe',         'elastic'),
    ('wmiprvse.exe',           'svchost.exe',         'elastic'),
    ('wsmprovhost.exe',        'svchost.exe',         'elastic'),
    ('winrshost.exe',          'svchost.exe',         'elastic')
) t(process_name, parent_name, source);

-- core_process: the same, one row per process.
CREATE OR REPLACE TABLE core_process AS
SELECT process_name, list(parent_name) AS parents FROM expected_parent GROUP BY ALL;
