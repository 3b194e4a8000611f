// Interpreters, console tools, what developers build with and what administrators work with in the demo office.
#include "demo/catalogue_data.hpp"

namespace proclens {
namespace {

constexpr Account kUser = Account::user;

constexpr ProgramData kPrograms[] = {
    // Shells and scripts.
    {.key = "cmd.exe",
     .path = R"({sys}\cmd.exe)",
     .arguments = "\n/c ipconfig /all\n/k\n/c \"c:\\users\\{user}\\desktop\\sync.bat\"\n/c dir /s /b "
                  "c:\\users\\{user}\\documents",
     .images = "@core msvcrt.dll combase.dll ucrtbase.dll rpcrt4.dll winbrand.dll sechost.dll",
     .options = "0.15 cmdext.dll advapi32.dll | 0.1 apphelp.dll",
     .account = kUser,
     .seconds = 240,
     .console = true,
     .lossy = 0.10},
    {.key = "cmd.exe/check",
     .path = R"({sys}\cmd.exe)",
     .arguments = "/c \"c:\\program files\\zabbix agent\\scripts\\disk.bat\"\n/c \"powershell -nop -file c:\\program "
                  "files\\zabbix agent\\scripts\\services.ps1\"\n/c \"wmic os get freephysicalmemory /value\"",
     .images = "@core msvcrt.dll combase.dll ucrtbase.dll rpcrt4.dll winbrand.dll sechost.dll",
     .seconds = 5,
     .console = true,
     .lossy = 0.06},
    {.key = "cmd.exe/task",
     .path = R"({sys}\cmd.exe)",
     .arguments = "/c \"c:\\scripts\\backup.cmd\" >> c:\\logs\\backup.log 2>&1\n/c \"c:\\scripts\\cleanup.cmd\"\n/c "
                  "c:\\windows\\system32\\silcollector.cmd publish",
     .images = "@core msvcrt.dll combase.dll ucrtbase.dll rpcrt4.dll winbrand.dll sechost.dll cmdext.dll advapi32.dll",
     .seconds = 120,
     .console = true,
     .lossy = 0.06},
    {.key = "powershell.exe",
     .path = R"({sys}\windowspowershell\v1.0\powershell.exe)",
     .arguments = "\n-noexit -command \"& {import-module activedirectory}\"\n-executionpolicy bypass -file "
                  "c:\\users\\{user}\\scripts\\{document}.ps1",
     .images = "@base @window @com @clr @powershell @shell @crypto @account",
     .options = "0.35 @wmi ni:system.directoryservices | 0.3 @defence | 0.25 @net ni:system.net.http | 0.2 @tls "
                "winhttp.dll | 0.15 @theme linkinfo.dll",
     .account = kUser,
     .seconds = 500,
     .console = true,
     .lossy = 0.35},
    {.key = "powershell.exe/check",
     .path = R"({sys}\windowspowershell\v1.0\powershell.exe)",
     .arguments = "-nop -file \"c:\\program files\\zabbix agent\\scripts\\services.ps1\"\n-nop -file \"c:\\program "
                  "files\\zabbix agent\\scripts\\updates.ps1\"",
     .images = "@base @window @com @clr @powershell @crypto ni:system.serviceprocess",
     .options = "0.25 @wmi | 0.15 @defence",
     .seconds = 6,
     .console = true,
     .lossy = 0.2},
    {.key = "powershell_ise.exe",
     .path = R"({sys}\windowspowershell\v1.0\powershell_ise.exe)",
     .arguments = "\n\"c:\\users\\{user}\\scripts\\{document}.ps1\"",
     .images = "@desktop @clr @powershell @graphics @defence ni:presentationcore ni:presentationframework "
               "ni:windowsbase ni:system.xaml wpfgfx_v0400.dll presentationnative_v0400.dll",
     .account = kUser,
     .seconds = 2000,
     .lossy = 0.4},
    {.key = "pwsh.exe",
     .path = R"({pf}\powershell\7\pwsh.exe)",
     .arguments = "-nologo\n-noprofile -noninteractive -file c:\\users\\{user}\\src\\build\\{document}.ps1",
     .images =
         "@base @window @com @net @crypto ./hostfxr.dll ./hostpolicy.dll ./coreclr.dll ./clrjit.dll "
         "./system.private.corelib.dll ./system.management.automation.dll ./microsoft.powershell.consolehost.dll "
         "./system.runtime.dll ./system.collections.dll ./system.console.dll ./newtonsoft.json.dll amsi.dll icu.dll",
     .account = kUser,
     .seconds = 400,
     .console = true,
     .lossy = 0.35},
    {.key = "wscript.exe",
     .path = R"({sys}\wscript.exe)",
     .arguments = "\\\\harbor.example\\netlogon\\logon.vbs\n\"c:\\programdata\\inventory\\inventory.vbs\" //b",
     .images = "@base @window @com @shell @theme vbscript.dll scrobj.dll scrrun.dll wshom.ocx mpr.dll msisip.dll "
               "wshext.dll @trust @crypto sxs.dll mlang.dll @defence",
     .account = kUser,
     .seconds = 8,
     .lossy = 0.2},
    {.key = "cscript.exe",
     .path = R"({sys}\cscript.exe)",
     .arguments = "//nologo c:\\windows\\system32\\slmgr.vbs /dlv\n//nologo \"c:\\program files\\zabbix "
                  "agent\\scripts\\printers.vbs\"",
     .images = "@base @window @com vbscript.dll scrobj.dll scrrun.dll wshom.ocx msisip.dll wshext.dll @trust @crypto "
               "sxs.dll @wmi {sys}\\wbem\\wbemdisp.dll",
     .seconds = 5,
     .console = true,
     .lossy = 0.2},
    {.key = "mshta.exe",
     .path = R"({sys}\mshta.exe)",
     .arguments = "\"c:\\program files\\harbor\\phonebook.hta\"",
     .images = "@desktop @http mshtml.dll ieframe.dll jscript9.dll msimtf.dll vbscript.dll msls31.dll dxgi.dll "
               "d2d1.dll dwrite.dll",
     .account = kUser,
     .seconds = 400},
    // Console tools.
    {.key = "ipconfig.exe",
     .path = R"({sys}\ipconfig.exe)",
     .arguments = "/all\n/flushdns\n",
     .images = "@base @net",
     .account = kUser,
     .seconds = 0.3,
     .lossy = 0.05},
    {.key = "ping.exe",
     .path = R"({sys}\ping.exe)",
     .arguments = "-n 1 hq-fs-01\n-n 4 10.20.{small}.1\n-t {site}",
     .images = "@base @socket dnsapi.dll rasadhlp.dll fwpuclnt.dll",
     .account = kUser,
     .seconds = 4,
     .lossy = 0.05},
    {.key = "whoami.exe",
     .path = R"({sys}\whoami.exe)",
     .arguments = "\n/groups\n/priv",
     .images = "@base @window version.dll netapi32.dll netutils.dll wkscli.dll sspicli.dll authz.dll samcli.dll",
     .account = kUser,
     .seconds = 0.3,
     .lossy = 0.05},
    {.key = "net.exe",
     .path = R"({sys}\net.exe)",
     .arguments = "use h: \\\\hq-fs-01\\home\nuse\nstart\nview \\\\hq-fs-01",
     .images = "@base mpr.dll netutils.dll samcli.dll wkscli.dll browcli.dll srvcli.dll iphlpapi.dll drprov.dll "
               "ntlanman.dll davclnt.dll",
     .account = kUser,
     .seconds = 0.6,
     .lossy = 0.05},
    {.key = "net1.exe",
     .path = R"({sys}\net1.exe)",
     .arguments = "start\nuser {user} /domain",
     .images = "@base @window netutils.dll samcli.dll dsrole.dll logoncli.dll wkscli.dll browcli.dll srvcli.dll",
     .account = kUser,
     .seconds = 0.5,
     .lossy = 0.05},
    {.key = "netsh.exe",
     .path = R"({sys}\netsh.exe)",
     .arguments = "wlan show interfaces\nadvfirewall show allprofiles\ninterface ip show config",
     .images = "@base @window @com @net @crypto ifmon.dll mprapi.dll rtutils.dll rasmontr.dll rasapi32.dll rasman.dll "
               "mfc42u.dll authfwcfg.dll firewallapi.dll fwpolicyiomgr.dll dhcpcmonitor.dll dot3cfg.dll dot3api.dll "
               "onex.dll eappcfg.dll hnetmon.dll netshell.dll netsetupapi.dll "
               "nettrace.dll nshhttp.dll httpapi.dll nshipsec.dll activeds.dll polstore.dll nshwfp.dll p2pnetsh.dll "
               "p2p.dll rpcnsh.dll whhelper.dll wlancfg.dll wlanapi.dll wshelper.dll wcnnetsh.dll wwancfg.dll "
               "wwapi.dll peerdistsh.dll",
     .account = kUser,
     .seconds = 0.9,
     .lossy = 0.2},
    {.key = "tasklist.exe",
     .path = R"({sys}\tasklist.exe)",
     .arguments = "/svc\n/v /fo csv",
     .images =
         "@base @window @com @wmi version.dll framedynos.dll dbghelp.dll sspicli.dll srvcli.dll netutils.dll mpr.dll",
     .account = kUser,
     .seconds = 0.8,
     .lossy = 0.1},
    {.key = "sc.exe",
     .path = R"({sys}\sc.exe)",
     .arguments = "query type= service state= all\nstart w32time task_started\nqc spooler",
     .images = "@base",
     .seconds = 0.2,
     .console = true,
     .lossy = 0.03},
    {.key = "schtasks.exe",
     .path = R"({sys}\schtasks.exe)",
     .arguments = "/query /fo csv /v\n/run /tn \"\\harbor\\inventory\"",
     .images = "@base @com ktmw32.dll taskschd.dll sspicli.dll xmllite.dll version.dll",
     .seconds = 0.6,
     .console = true,
     .lossy = 0.06},
    {.key = "reg.exe",
     .path = R"({sys}\reg.exe)",
     .arguments =
         "query hklm\\software\\microsoft\\windows\\currentversion\\run\nquery "
         "hklm\\system\\currentcontrolset\\control\\lsa /v runasppl\nadd hkcu\\software\\harbor /v seen /d 1 /f",
     .images = "@base ws2_32.dll",
     .account = kUser,
     .seconds = 0.2,
     .lossy = 0.03},
    {.key = "findstr.exe",
     .path = R"({sys}\findstr.exe)",
     .arguments = "/i error\n/c:\"ipv4\"",
     .images = "@base",
     .account = kUser,
     .seconds = 0.3,
     .lossy = 0.03},
    {.key = "wmic.exe",
     .path = R"({sys}\wbem\wmic.exe)",
     .arguments = "os get freephysicalmemory /value\nlogicaldisk get size,freespace,caption\nproduct get name,version",
     .images = "@base @com @wmi framedynos.dll msxml3.dll sspicli.dll wtsapi32.dll urlmon.dll iertutil.dll mlang.dll",
     .seconds = 1.5,
     .lossy = 0.12},
    {.key = "systeminfo.exe",
     .path = R"({sys}\systeminfo.exe)",
     .arguments = "/fo list",
     .images = "@base @com @wmi framedynos.dll version.dll secur32.dll sspicli.dll mpr.dll",
     .account = kUser,
     .seconds = 4,
     .console = true,
     .lossy = 0.12},
    {.key = "robocopy.exe",
     .path = R"({sys}\robocopy.exe)",
     .arguments = "c:\\users\\{user}\\documents \\\\hq-fs-01\\home\\{user}\\documents /mir /r:1 /w:1 /np",
     .images = "@base ktmw32.dll ntmarta.dll sspicli.dll mpr.dll drprov.dll ntlanman.dll davclnt.dll",
     .account = kUser,
     .seconds = 90,
     .lossy = 0.06},
    {.key = "7z.exe",
     .path = R"({pf}\7-zip\7z.exe)",
     .arguments = "a -t7z -mx5 d:\\backup\\{document}.7z c:\\data",
     .images = "@base @window @com ./7z.dll mpr.dll",
     .seconds = 140,
     .lossy = 0.05},
    {.key = "curl.exe",
     .path = R"({sys}\curl.exe)",
     .arguments = "-fsS https://intranet.harbor.example/health",
     .images = "@base @net @crypto @tls secur32.dll kerberos.dll",
     .seconds = 0.8,
     .lossy = 0.08},
    {.key = "timeout.exe",
     .path = R"({sys}\timeout.exe)",
     .arguments = "/t 5\n/t 60 /nobreak",
     .images = "@base @window version.dll mpr.dll ws2_32.dll",
     .seconds = 5,
     .lossy = 0.03},
    // Git for Windows.
    {.key = "bash.exe",
     .path = R"({pf}\git\usr\bin\bash.exe)",
     .arguments = "--login -i\n-c \"git status\"\n/usr/bin/bash",
     .images = "@core @msys advapi32.dll msvcrt.dll sechost.dll rpcrt4.dll cryptbase.dll bcryptprimitives.dll "
               "netapi32.dll samcli.dll netutils.dll",
     .account = kUser,
     .seconds = 120,
     .console = true,
     .lossy = 0.06},
    {.key = "git.exe",
     .path = R"({pf}\git\mingw64\bin\git.exe)",
     .arguments = "rev-parse --show-toplevel\nstatus -z -uall\nfor-each-ref --format=%(refname)%00 "
                  "refs/heads/main\nfetch --prune\nconfig --get commit.template\nls-files --stage -- "
                  "c:\\users\\{user}\\src\\{document}.cs\ncat-file -s {hex32}",
     .images = "@base @window shell32.dll userenv.dll profapi.dll ws2_32.dll ./zlib1.dll ./libpcre2-8-0.dll "
               "./libintl-8.dll ./libiconv-2.dll "
               "./libssp-0.dll ./libwinpthread-1.dll",
     .options = "0.3 mswsock.dll crypt32.dll secur32.dll sspicli.dll | 0.15 shell32.dll userenv.dll",
     .account = kUser,
     .seconds = 0.4,
     .console = true,
     .lossy = 0.08},
    {.key = "git-remote-https.exe",
     .path = R"({pf}\git\mingw64\libexec\git-core\git-remote-https.exe)",
     .arguments = "origin https://git.harbor.example/{document}.git",
     .images = "@base @window @net @crypto {pf}\\git\\mingw64\\bin\\libcurl-4.dll "
               "{pf}\\git\\mingw64\\bin\\libssl-3-x64.dll {pf}\\git\\mingw64\\bin\\libcrypto-3-x64.dll "
               "{pf}\\git\\mingw64\\bin\\zlib1.dll {pf}\\git\\mingw64\\bin\\libnghttp2-14.dll "
               "{pf}\\git\\mingw64\\bin\\libssh2-1.dll {pf}\\git\\mingw64\\bin\\libidn2-0.dll wldap32.dll",
     .account = kUser,
     .seconds = 3,
     .lossy = 0.12},
    {.key = "ls.exe",
     .path = R"({pf}\git\usr\bin\ls.exe)",
     .arguments = "-la\n--color=auto -f",
     .images = "@core @msys advapi32.dll msvcrt.dll sechost.dll rpcrt4.dll",
     .account = kUser,
     .seconds = 0.2,
     .lossy = 0.04},
    {.key = "grep.exe",
     .path = R"({pf}\git\usr\bin\grep.exe)",
     .arguments = "-rn todo .\n--color=auto -e error",
     .images = "@core @msys {pf}\\git\\usr\\bin\\msys-pcre2-8-0.dll advapi32.dll msvcrt.dll sechost.dll rpcrt4.dll",
     .account = kUser,
     .seconds = 0.5,
     .lossy = 0.04},
    {.key = "sed.exe",
     .path = R"({pf}\git\usr\bin\sed.exe)",
     .arguments = "-e s/[^a-z]//g\n-n 1p",
     .images = "@core @msys advapi32.dll msvcrt.dll sechost.dll rpcrt4.dll",
     .account = kUser,
     .seconds = 0.2,
     .lossy = 0.04},
    {.key = "ssh.exe",
     .path = R"({sys}\openssh\ssh.exe)",
     .arguments = "{user}@build.harbor.example\n-T git@git.harbor.example",
     .images = "@base @net @crypto ./libcrypto.dll secur32.dll sspicli.dll userenv.dll",
     .account = kUser,
     .seconds = 600,
     .lossy = 0.1},
    // Editors and builds.
    {.key = "code.exe",
     .path = R"(c:\users\{user}\appdata\local\programs\microsoft~vs~code\code.exe)",
     .arguments = "\n\"c:\\users\\{user}\\src\\{document}\"",
     .images =
         "@electron @trust @http ./ffmpeg.dll "
         "./resources\\app\\node_modules.asar.unpacked\\@vscode\\spdlog\\build\\release\\spdlog.node "
         "./resources\\app\\node_modules.asar.unpacked\\@vscode\\sqlite3\\build\\release\\vscode-sqlite3.node "
         "./resources\\app\\node_modules.asar.unpacked\\@vscode\\windows-registry\\build\\release\\winregistry.node "
         "./resources\\app\\node_modules.asar.unpacked\\native-is-elevated\\build\\release\\iselevated.node",
     .account = kUser,
     .seconds = 9000,
     .lossy = 0.4},
    {.key = "code.exe/renderer",
     .path = R"(c:\users\{user}\appdata\local\programs\microsoft~vs~code\code.exe)",
     .arguments =
         R"(--type=renderer --user-data-dir="c:\users\{user}\appdata\roaming\code" --standard-schemes=vscode-webview,vscode-file --app-path="c:\users\{user}\appdata\local\programs\microsoft vs code\resources\app" --lang=en-US --renderer-client-id={small} --mojo-platform-channel-handle={number} --vscode-window-config=vscode:{guid} /prefetch:1)",
     .images =
         "@base @window @chromium @com ./ffmpeg.dll winmm.dll dbghelp.dll powrprof.dll mf.dll mfplat.dll rtworkq.dll "
         "msmpeg2vdec.dll uxtheme.dll dwrite.dll cryptbase.dll",
     .account = kUser,
     .seconds = 6000,
     .lossy = 0.25},
    {.key = "code.exe/gpu",
     .path = R"(c:\users\{user}\appdata\local\programs\microsoft~vs~code\code.exe)",
     .arguments =
         R"(--type=gpu-process --user-data-dir="c:\users\{user}\appdata\roaming\code" --gpu-preferences=waaaaaaaaadgaaamaaaaaaaaaaaaaaaaaabgaaaaaaa --mojo-platform-channel-handle={number} /prefetch:2)",
     .images = "@base @window @chromium @com @graphics ./ffmpeg.dll ./libegl.dll ./libglesv2.dll ./vk_swiftshader.dll "
               "d3dcompiler_47.dll dwmapi.dll winmm.dll dbghelp.dll",
     .account = kUser,
     .seconds = 9000},
    {.key = "code.exe/extensions",
     .path = R"(c:\users\{user}\appdata\local\programs\microsoft~vs~code\code.exe)",
     .arguments = "--type=utility --utility-sub-type=node.mojom.NodeService --lang=en-US --service-sandbox-type=none "
                  "--dns-result-order=ipv4first --inspect-port=0 --mojo-platform-channel-handle={number} /prefetch:8",
     .images = "@base @window @chromium @com @net @crypto @tls ./ffmpeg.dll winmm.dll dbghelp.dll "
               "./resources\\app\\node_modules.asar.unpacked\\@vscode\\spdlog\\build\\release\\spdlog.node "
               "./resources\\app\\node_modules.asar.unpacked\\@parcel\\watcher\\build\\release\\watcher.node "
               "./resources\\app\\node_modules.asar.unpacked\\kerberos\\build\\release\\kerberos.node",
     .options = "0.4 c:\\users\\{user}\\.vscode\\extensions\\ms-vscode.cpptools-1.19.4\\bin\\addon.node | 0.3 "
                "c:\\users\\{user}\\.vscode\\extensions\\github.copilot-1.168.0\\dist\\tree-sitter.node",
     .pool = "editorextensions",
     .pool_least = 1,
     .pool_most = 7,
     .account = kUser,
     .seconds = 6000,
     .lossy = 0.4},
    {.key = "code.exe/terminal",
     .path = R"(c:\users\{user}\appdata\local\programs\microsoft~vs~code\code.exe)",
     .arguments = "--type=utility --utility-sub-type=node.mojom.NodeService --lang=en-US --service-sandbox-type=none "
                  "--mojo-platform-channel-handle={number} --vscode-pty-host /prefetch:8",
     .images = "@base @window @chromium @com @net ./ffmpeg.dll winmm.dll dbghelp.dll "
               "./resources\\app\\node_modules.asar.unpacked\\node-pty\\build\\release\\conpty.node "
               "./resources\\app\\node_modules.asar.unpacked\\node-pty\\build\\release\\pty.node",
     .account = kUser,
     .seconds = 6000},
    {.key = "python.exe",
     .path = R"({pf}\python311\python.exe)",
     .arguments = "-m pip install -r requirements.txt\n-m venv .venv\n-m pytest "
                  "-q\nc:\\users\\{user}\\src\\{document}.py\n-c \"import sys; print(sys.version)\"",
     .images = "@base @python ws2_32.dll version.dll bcrypt.dll",
     .options = "0.6 @pythonlib @net @crypto | 0.25 "
                "c:\\users\\{user}\\src\\.venv\\lib\\site-packages\\yaml\\_yaml.cp311-win_amd64.pyd "
                "c:\\users\\{user}\\src\\.venv\\lib\\site-packages\\lxml\\etree.cp311-win_amd64.pyd | 0.2 "
                "c:\\users\\{user}\\src\\.venv\\lib\\site-packages\\cryptography\\hazmat\\bindings\\_rust.pyd",
     .pool = "pythonpackages",
     .pool_least = 0,
     .pool_most = 4,
     .account = kUser,
     .seconds = 25,
     .console = true,
     .lossy = 0.35},
    {.key = "python.exe/report",
     .path = R"({pf}\python311\python.exe)",
     .arguments = "c:\\data\\reports\\{document}.py --date {date}\n-m jupyter notebook\nc:\\data\\forecast\\train.py "
                  "--epochs {small}",
     .images = "@base @python @pythonlib @numeric @net @crypto @window shell32.dll ole32.dll oleaut32.dll version.dll "
               "dbghelp.dll psapi.dll",
     .options = "0.4 {pf}\\python311\\lib\\site-packages\\sklearn\\tree\\_tree.cp311-win_amd64.pyd "
                "{pf}\\python311\\lib\\site-packages\\scipy\\sparse\\_sparsetools.cp311-win_amd64.pyd "
                "{pf}\\python311\\lib\\site-packages\\scipy\\linalg\\_flapack.cp311-win_amd64.pyd | 0.3 "
                "{pf}\\python311\\lib\\site-packages\\matplotlib\\ft2font.cp311-win_amd64.pyd "
                "{pf}\\python311\\lib\\site-packages\\matplotlib\\_path.cp311-win_amd64.pyd "
                "{pf}\\python311\\lib\\site-packages\\pil\\_imaging.cp311-win_amd64.pyd | 0.25 odbc32.dll "
                "{pf}\\python311\\lib\\site-packages\\pyodbc.cp311-win_amd64.pyd msodbcsql17.dll",
     .pool = "pythonpackages",
     .pool_least = 3,
     .pool_most = 24,
     .account = kUser,
     .seconds = 200,
     .console = true,
     .lossy = 0.45},
    {.key = "python.exe/pylance",
     .path = R"({pf}\python311\python.exe)",
     .arguments =
         R"(-w ignore -b -s -i c:\users\{user}\.vscode\extensions\ms-python.vscode-pylance-2024.2.2\dist\scripts\scrape_module.py {document})",
     .images = "@base @python {pf}\\python311\\dlls\\_ctypes.pyd {pf}\\python311\\dlls\\libffi-8.dll version.dll "
               "bcrypt.dll ole32.dll",
     .account = kUser,
     .seconds = 3,
     .lossy = 0.12},
    {.key = "node.exe",
     .path = R"({pf}\nodejs\node.exe)",
     .arguments = "c:\\users\\{user}\\src\\web\\node_modules\\vite\\bin\\vite.js build\n\"c:\\program "
                  "files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js\" run "
                  "test\nc:\\users\\{user}\\src\\web\\node_modules\\typescript\\lib\\tsserver.js",
     .images = "@base @window @net @crypto dbghelp.dll winmm.dll userenv.dll psapi.dll powrprof.dll ole32.dll",
     .options = "0.4 c:\\users\\{user}\\src\\web\\node_modules\\esbuild\\esbuild.node "
                "c:\\users\\{user}\\src\\web\\node_modules\\@rollup\\rollup-win32-x64-msvc\\rollup.win32-x64-msvc.node "
                "| 0.2 c:\\users\\{user}\\src\\web\\node_modules\\fsevents\\sharp-win32-x64.node",
     .account = kUser,
     .seconds = 40,
     .console = true,
     .lossy = 0.3},
    {.key = "devenv.exe",
     .path = R"({pf}\microsoft~visual~studio\2022\professional\common7\ide\devenv.exe)",
     .arguments = "\"c:\\users\\{user}\\src\\{document}.sln\"",
     .images = "@desktop @clr @net @crypto @graphics @http ./msenv.dll ./commonide\\csproj.dll ./vsdebugeng.dll "
               "./vslog.dll ./extensions\\microsoft\\managedlanguages\\roslyn.dll ni:presentationcore "
               "ni:presentationframework ni:windowsbase ni:system.xaml ni:system.componentmodel.composition "
               "ni:newtonsoft.json ni:microsoft.build ni:microsoft.csharp wpfgfx_v0400.dll msxml6.dll",
     .options = "0.4 ./extensions\\resharper\\jetbrains.resharper.dll | 0.3 ./extensions\\githubcopilot\\copilot.dll",
     .pool = "studio",
     .pool_least = 10,
     .pool_most = 45,
     .account = kUser,
     .seconds = 12000,
     .lossy = 0.5},
    {.key = "msbuild.exe",
     .path = R"({pf}\microsoft~visual~studio\2022\professional\msbuild\current\bin\amd64\msbuild.exe)",
     .arguments = "/nologo /nodemode:1 /nodereuse:true /low:false\n\"c:\\users\\{user}\\src\\{document}.sln\" /m "
                  "/p:configuration=release",
     .images = "@base @com @clr ni:microsoft.build ni:microsoft.build.framework ni:microsoft.build.utilities.core "
               "ni:system.io.compression ni:system.reflection.context ./microsoft.build.tasks.core.dll "
               "./system.collections.immutable.dll",
     .options = "0.3 @crypto ni:system.net.http",
     .account = kUser,
     .seconds = 160,
     .console = true,
     .lossy = 0.3},
    {.key = "cl.exe",
     .path = R"({pf}\microsoft~visual~studio\2022\professional\vc\tools\msvc\14.38.33130\bin\hostx64\x64\cl.exe)",
     .arguments = "/c /i.\\include /zi /nologo /w3 /o2 /fp:precise /std:c++20 /fo\"x64\\release\\\\\" {document}.cpp",
     .images = "@base ./c1xx.dll ./c2.dll ./msvcp140.dll ./vcruntime140.dll ./vcruntime140_1.dll ./mspdbcore.dll "
               "./tbbmalloc.dll ./1033\\clui.dll version.dll ole32.dll",
     .account = kUser,
     .seconds = 6,
     .lossy = 0.05},
    {.key = "link.exe",
     .path = R"({pf}\microsoft~visual~studio\2022\professional\vc\tools\msvc\14.38.33130\bin\hostx64\x64\link.exe)",
     .arguments = "/out:\"x64\\release\\{document}.exe\" /nologo kernel32.lib user32.lib",
     .images = "@base ./msobj140.dll ./mspdbcore.dll ./mspdbsrv.dll ./msvcp140.dll ./vcruntime140.dll ./tbbmalloc.dll "
               "./1033\\linkui.dll version.dll ole32.dll",
     .account = kUser,
     .seconds = 5,
     .lossy = 0.05},
    {.key = "vbcscompiler.exe",
     .path = R"({pf}\microsoft~visual~studio\2022\professional\msbuild\current\bin\roslyn\vbcscompiler.exe)",
     .arguments = "\"-pipename:{base64}\"",
     .images = "@base @com @clr ./microsoft.codeanalysis.dll ./microsoft.codeanalysis.csharp.dll "
               "./system.collections.immutable.dll ./system.reflection.metadata.dll ni:microsoft.csharp",
     .account = kUser,
     .seconds = 600,
     .lossy = 0.2},
    {.key = "dotnet.exe",
     .path = R"({pf}\dotnet\dotnet.exe)",
     .arguments = "build -c release\ntest --no-build\nexec \"c:\\program "
                  "files\\dotnet\\sdk\\8.0.201\\roslyn\\bincore\\csc.dll\" -noconfig @{document}.rsp",
     .images =
         "@base @window @com ./host\\fxr\\8.0.2\\hostfxr.dll ./shared\\microsoft.netcore.app\\8.0.2\\hostpolicy.dll "
         "./shared\\microsoft.netcore.app\\8.0.2\\coreclr.dll ./shared\\microsoft.netcore.app\\8.0.2\\clrjit.dll "
         "./shared\\microsoft.netcore.app\\8.0.2\\system.private.corelib.dll "
         "./shared\\microsoft.netcore.app\\8.0.2\\system.runtime.dll "
         "./shared\\microsoft.netcore.app\\8.0.2\\system.linq.dll ./sdk\\8.0.201\\msbuild.dll "
         "./sdk\\8.0.201\\microsoft.build.dll icu.dll bcrypt.dll",
     .options = "0.4 @net @crypto ./shared\\microsoft.netcore.app\\8.0.2\\system.net.http.dll "
                "./shared\\microsoft.netcore.app\\8.0.2\\system.net.security.dll",
     .account = kUser,
     .seconds = 30,
     .console = true,
     .lossy = 0.3},
    {.key = "java.exe",
     .path = R"({pf}\eclipse~adoptium\jdk-17.0.10.7-hotspot\bin\java.exe)",
     .arguments = "-xmx2g -jar c:\\users\\{user}\\src\\app\\build\\libs\\{document}.jar\n-classpath "
                  "\"c:\\users\\{user}\\.gradle\\wrapper\\gradle-8.5\\lib\\gradle-launcher-8.5.jar\" "
                  "org.gradle.launcher.daemon.bootstrap.gradledaemon 8.5",
     .images = "@base @window @net ./jli.dll ./server\\jvm.dll ./jimage.dll ./java.dll ./zip.dll ./net.dll ./nio.dll "
               "./verify.dll ./management.dll ./extnet.dll ./vcruntime140.dll ./vcruntime140_1.dll ./msvcp140.dll "
               "psapi.dll winmm.dll dbghelp.dll",
     .options = "0.3 ./sunec.dll ./j2pkcs11.dll @crypto",
     .account = kUser,
     .seconds = 500,
     .console = true,
     .lossy = 0.25},
    {.key = "docker.exe",
     .path = R"({pf}\docker\docker\resources\bin\docker.exe)",
     .arguments = "ps --format {{json .}}\ncompose up -d\nbuild -t {document}:dev .",
     .images = "@base @socket powrprof.dll umpdc.dll winmm.dll",
     .account = kUser,
     .seconds = 3,
     .console = true,
     .lossy = 0.05},
    {.key = "wsl.exe",
     .path = R"({sys}\wsl.exe)",
     .arguments = "-d ubuntu-22.04\n--list --verbose",
     .images = "@base @com @window wslapi.dll lxutil.dll @shell",
     .account = kUser,
     .seconds = 900,
     .console = true,
     .lossy = 0.1},
    {.key = "vmwp.exe",
     .path = R"({sys}\vmwp.exe)",
     .arguments = "{guid}",
     .images = "@base @com vmprox.dll vmchipset.dll vid.dll vmbusvdev.dll vmsynthstor.dll vmsynthnic.dll vsconfig.dll "
               "@socket @crypto computestorage.dll virtdisk.dll",
     .seconds = 4000,
     .lossy = 0.2},
    // Administration.
    {.key = "mmc.exe",
     .path = R"({sys}\mmc.exe)",
     .arguments =
         "c:\\windows\\system32\\eventvwr.msc "
         "/s\nc:\\windows\\system32\\services.msc\nc:\\windows\\system32\\dsa.msc\nc:\\windows\\system32\\gpmc.msc",
     .images =
         "@desktop mmcbase.dll mmcndmgr.dll mfc42u.dll duser.dll oledlg.dll urlmon.dll ieframe.dll mshtml.dll @account",
     .options = "0.4 @clr ni:mmcfxcommon ni:mmcex ni:microsoft.windows.diagnosis wevtapi.dll | 0.3 filemgmt.dll "
                "localsec.dll | 0.3 dsadmin.dll dsprop.dll adsldp.dll activeds.dll wldap32.dll",
     .pool = "snapins",
     .pool_least = 1,
     .pool_most = 6,
     .account = kUser,
     .seconds = 900,
     .lossy = 0.35},
    {.key = "regedit.exe",
     .path = R"(c:\windows\regedit.exe)",
     .images = "@desktop clb.dll aclui.dll authz.dll ulib.dll xmllite.dll explorerframe.dll",
     .account = kUser,
     .seconds = 300},
    {.key = "taskmgr.exe",
     .path = R"({sys}\taskmgr.exe)",
     .arguments = "/4\n/0",
     .images = "@desktop @graphics pcwum.dll credui.dll utildll.dll duser.dll dui70.dll srumapi.dll esent.dll "
               "wevtapi.dll pdh.dll atlthunk.dll netmsg.dll",
     .account = kUser,
     .seconds = 300},
    {.key = "procexp64.exe",
     .path = R"(c:\tools\sysinternals\procexp64.exe)",
     .images = "@desktop @net @crypto @trust pdh.dll credui.dll version.dll winsta.dll wtsapi32.dll dbghelp.dll "
               "d3d9.dll mscms.dll tdh.dll",
     .account = kUser,
     .seconds = 900},
    {.key = "psexec64.exe",
     .path = R"(c:\tools\sysinternals\psexec64.exe)",
     .arguments = "\\\\hq-fs-01 -s cmd /c \"net stop spooler\"\n\\\\hq-sql-01 ipconfig /all",
     .images =
         "@base @window @socket version.dll netapi32.dll mpr.dll wkscli.dll netutils.dll logoncli.dll secur32.dll",
     .account = kUser,
     .seconds = 8,
     .console = true,
     .lossy = 0.1},
    {.key = "wireshark.exe",
     .path = R"({pf}\wireshark\wireshark.exe)",
     .images =
         "@desktop @net @crypto @graphics ./libwireshark.dll ./libwiretap.dll ./libwsutil.dll ./libglib-2.0-0.dll "
         "./qt6core.dll ./qt6gui.dll ./qt6widgets.dll ./qt6network.dll ./zlib1.dll ./libgcrypt-20.dll "
         "./libgnutls-30.dll ./platforms\\qwindows.dll {sys}\\npcap\\wpcap.dll {sys}\\npcap\\packet.dll",
     .account = kUser,
     .seconds = 1500},
    {.key = "dumpcap.exe",
     .path = R"({pf}\wireshark\dumpcap.exe)",
     .arguments = "-d -l\n-n -i \\device\\npf_{{guid}} -w c:\\users\\{user}\\appdata\\local\\temp\\capture.pcapng",
     .images = "@base @socket ./libwsutil.dll ./libglib-2.0-0.dll ./libgcrypt-20.dll {sys}\\npcap\\wpcap.dll "
               "{sys}\\npcap\\packet.dll wintrust.dll crypt32.dll",
     .account = kUser,
     .seconds = 500,
     .console = true,
     .lossy = 0.08},
    {.key = "ssms.exe",
     .path = R"({pf86}\microsoft~sql~server~management~studio~19\common7\ide\ssms.exe)",
     .images = "@desktop @clr @net @crypto @tls ./msenv.dll ni:presentationcore ni:presentationframework "
               "ni:windowsbase ni:system.xaml ni:system.data ni:microsoft.sqlserver.smo ni:microsoft.sqlserver.sqlenum "
               "ni:microsoft.sqlserver.dac wpfgfx_v0400.dll msxml6.dll",
     .account = kUser,
     .seconds = 4000,
     .lossy = 0.4},
    {.key = "sqlcmd.exe",
     .path = R"({pf}\microsoft~sql~server\client~sdk\odbc\170\tools\binn\sqlcmd.exe)",
     .arguments = "-s localhost -e -q \"exec dbo.nightly\" -b\n-s hq-sql-01 -i c:\\scripts\\{document}.sql",
     .images =
         "@base @window @net @crypto @tls odbc32.dll msodbcsql17.dll version.dll secur32.dll netapi32.dll kerberos.dll",
     .seconds = 20,
     .console = true,
     .lossy = 0.1},
    {.key = "sqlagent.exe",
     .path = R"({pf}\microsoft~sql~server\mssql15.mssqlserver\mssql\binn\sqlagent.exe)",
     .arguments = "-i mssqlserver",
     .images = "@base @com @net ./opends60.dll ./sqlsvc.dll ./sqlresourceloader.dll ./sqlscmn.dll @crypto odbc32.dll "
               "netapi32.dll secur32.dll dbghelp.dll @account",
     .lossy = 0.2},
    {.key = "veeamagent.exe",
     .path = R"({pf}\veeam\backup~transport\x64\veeamagent.exe)",
     .arguments = "-l,flush,c:\\programdata\\veeam\\backup\\agent.log",
     .images = "@base @window @com @socket @crypto ./libeay32.dll ./ssleay32.dll ./veeamcore.dll vssapi.dll "
               "vsstrace.dll virtdisk.dll fltlib.dll netapi32.dll",
     .seconds = 1800,
     .lossy = 0.15},
};

}  // namespace

std::span<const ProgramData> tool_program_data() { return kPrograms; }

}  // namespace proclens
