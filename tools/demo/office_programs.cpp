// What the people of the demo office use: browsers and their updaters, office programs, chat, small tools.
#include "demo/catalogue_data.hpp"

namespace proclens {
namespace {

constexpr Account kUser = Account::user;

constexpr ProgramData kPrograms[] = {
    // Google Chrome.
    {.key = "chrome.exe",
     .path = R"({pf}\google\chrome\application\chrome.exe)",
     .arguments = "\n--profile-directory=default\n--single-argument https://{site}/",
     .images =
         "@electron @trust @modern @http {pf}\\google\\chrome\\application\\{chrome}\\chrome_elf.dll "
         "{pf}\\google\\chrome\\application\\{chrome}\\chrome.dll wlanapi.dll dhcpcsvc.dll credui.dll sensapi.dll",
     .options = "0.3 @account gpapi.dll | 0.25 mscms.dll coloradapterclient.dll",
     .account = kUser,
     .seconds = 9000,
     .lossy = 0.4},
    {.key = "chrome.exe/crashpad",
     .path = R"({pf}\google\chrome\application\chrome.exe)",
     .arguments =
         R"(--type=crashpad-handler "--user-data-dir=c:\users\{user}\appdata\local\google\chrome\user data" /prefetch:4 --monitor-self-annotation=ptype=crashpad-handler "--database=c:\users\{user}\appdata\local\google\chrome\user data\crashpad" --url=https://clients2.google.com/cr/report --initial-client-data=0x{hex3},0x{hex3},0x{hex3},0x{hex2},0x{hex3})",
     .images = "@base @window {pf}\\google\\chrome\\application\\{chrome}\\chrome_elf.dll version.dll winmm.dll "
               "dbghelp.dll bcrypt.dll powrprof.dll umpdc.dll",
     .account = kUser,
     .seconds = 9000,
     .lossy = 0.1},
    {.key = "chrome.exe/gpu",
     .path = R"({pf}\google\chrome\application\chrome.exe)",
     .arguments =
         "--type=gpu-process --gpu-preferences=WAAAAAAAAADgAAAYAAAAAAAAAAAAAAAAAABgAAAAAAAwAAAAAAAAAA "
         "--mojo-platform-channel-handle={number} --field-trial-handle={number},i,{long},{long},262144 /prefetch:2",
     .images =
         "@base @window @chromium @com @graphics @media {pf}\\google\\chrome\\application\\{chrome}\\chrome_elf.dll "
         "{pf}\\google\\chrome\\application\\{chrome}\\chrome.dll "
         "{pf}\\google\\chrome\\application\\{chrome}\\libegl.dll "
         "{pf}\\google\\chrome\\application\\{chrome}\\libglesv2.dll d3dcompiler_47.dll dxva2.dll setupapi.dll "
         "dwmapi.dll version.dll dbghelp.dll cfgmgr32.dll @controls",
     .account = kUser,
     .seconds = 9000},
    {.key = "chrome.exe/network",
     .path = R"({pf}\google\chrome\application\chrome.exe)",
     .arguments =
         "--type=utility --utility-sub-type=network.mojom.NetworkService --lang=en-US --service-sandbox-type=none "
         "--mojo-platform-channel-handle={number} --field-trial-handle={number},i,{long},{long},262144 /prefetch:8",
     .images =
         "@base @window @chromium @net @crypto @tls @trust {pf}\\google\\chrome\\application\\{chrome}\\chrome_elf.dll "
         "{pf}\\google\\chrome\\application\\{chrome}\\chrome.dll winhttp.dll webio.dll version.dll dbghelp.dll "
         "secur32.dll kerberos.dll wkscli.dll",
     .account = kUser,
     .seconds = 9000},
    {.key = "chrome.exe/storage",
     .path = R"({pf}\google\chrome\application\chrome.exe)",
     .arguments =
         "--type=utility --utility-sub-type=storage.mojom.StorageService --lang=en-US --service-sandbox-type=service "
         "--mojo-platform-channel-handle={number} --field-trial-handle={number},i,{long},{long},262144 /prefetch:8",
     .images = "@base @window @chromium {pf}\\google\\chrome\\application\\{chrome}\\chrome_elf.dll "
               "{pf}\\google\\chrome\\application\\{chrome}\\chrome.dll version.dll winmm.dll dbghelp.dll "
               "cryptbase.dll kernel.appcore.dll",
     .account = kUser,
     .seconds = 9000},
    {.key = "chrome.exe/renderer",
     .path = R"({pf}\google\chrome\application\chrome.exe)",
     .arguments =
         "--type=renderer --lang=en-US --device-scale-factor=1 --num-raster-threads=4 "
         "--enable-main-frame-before-activation --renderer-client-id={small} --time-ticks-at-unix-epoch=-{long} "
         "--launch-time-ticks={long} --mojo-platform-channel-handle={number} "
         "--field-trial-handle={number},i,{long},{long},262144 /prefetch:1\n"
         "--type=renderer --extension-process --lang=en-US --device-scale-factor=1 --num-raster-threads=4 "
         "--renderer-client-id={small} --launch-time-ticks={long} --mojo-platform-channel-handle={number} "
         "--field-trial-handle={number},i,{long},{long},262144 /prefetch:1",
     .images = "@base @window @chromium {pf}\\google\\chrome\\application\\{chrome}\\chrome_elf.dll "
               "{pf}\\google\\chrome\\application\\{chrome}\\chrome.dll version.dll winmm.dll dbghelp.dll dbgcore.dll "
               "cryptbase.dll "
               "kernel.appcore.dll combase.dll oleaut32.dll uxtheme.dll dwrite.dll mf.dll mfplat.dll rtworkq.dll "
               "msmpeg2vdec.dll evr.dll dxva2.dll fontsub.dll powrprof.dll umpdc.dll cfgmgr32.dll "
               "shell32.dll shcore.dll ole32.dll wintypes.dll mscms.dll userenv.dll profapi.dll",
     .options = "0.08 mfh264enc.dll avrt.dll",
     .account = kUser,
     .seconds = 1500,
     .lossy = 0.25},
    {.key = "googleupdate.exe",
     .path = R"({pf86}\google\update\googleupdate.exe)",
     .arguments = "/ua /installsource scheduler\n/c\n/healthcheck\n/handoff \"appguid={guid}&needsadmin=true\" "
                  "/installsource scheduledtask /sessionid {guid}",
     .images = "@wow64 @base @window @com @controls32 @shell @net @crypto @trust ./1.3.36.352\\goopdate.dll "
               "version.dll wtsapi32.dll msi.dll netapi32.dll",
     .options = "0.3 @tls winhttp.dll webio.dll | 0.2 taskschd.dll xmllite.dll | 0.15 bits.dll qmgrprxy.dll",
     .seconds = 12,
     .lossy = 0.2},
    // Microsoft Edge.
    {.key = "msedge.exe",
     .path = R"({pf86}\microsoft\edge\application\msedge.exe)",
     .arguments = "\n--no-startup-window --win-session-start\n--single-argument https://{site}/",
     .images = "@electron @trust @modern @http {pf86}\\microsoft\\edge\\application\\{edge}\\msedge_elf.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\msedge.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\oneds.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\microsoft_apis.dll wlanapi.dll dsreg.dll credui.dll "
               "tokenbrokercookies.dll",
     .options = "0.3 @account gpapi.dll | 0.25 directmanipulation.dll",
     .account = kUser,
     .seconds = 12000,
     .lossy = 0.4},
    {.key = "msedge.exe/crashpad",
     .path = R"({pf86}\microsoft\edge\application\msedge.exe)",
     .arguments =
         R"(--type=crashpad-handler "--user-data-dir=c:\users\{user}\appdata\local\microsoft\edge\user data" /prefetch:7 --monitor-self-annotation=ptype=crashpad-handler --url=https://nw-umwatson.events.data.microsoft.com/0x{hex3} --annotation=isofficialbuild=1 --initial-client-data=0x{hex3},0x{hex3},0x{hex3},0x{hex2},0x{hex3})",
     .images = "@base @window {pf86}\\microsoft\\edge\\application\\{edge}\\msedge_elf.dll version.dll winmm.dll "
               "dbghelp.dll bcrypt.dll",
     .account = kUser,
     .seconds = 12000,
     .lossy = 0.1},
    {.key = "msedge.exe/gpu",
     .path = R"({pf86}\microsoft\edge\application\msedge.exe)",
     .arguments =
         "--type=gpu-process --gpu-preferences=UAAAAAAAAADgAAAQAAAAAAAAAAAAAAAAAABgAAAAAAAwAAAAAAAAAA "
         "--mojo-platform-channel-handle={number} --field-trial-handle={number},i,{long},{long},262144 /prefetch:2",
     .images =
         "@base @window @chromium @com @graphics @media {pf86}\\microsoft\\edge\\application\\{edge}\\msedge_elf.dll "
         "{pf86}\\microsoft\\edge\\application\\{edge}\\msedge.dll "
         "{pf86}\\microsoft\\edge\\application\\{edge}\\libegl.dll "
         "{pf86}\\microsoft\\edge\\application\\{edge}\\libglesv2.dll d3dcompiler_47.dll dxva2.dll "
         "dolbydecmft.dll msvproc.dll setupapi.dll dwmapi.dll dbghelp.dll @controls",
     .account = kUser,
     .seconds = 12000},
    {.key = "msedge.exe/utility",
     .path = R"({pf86}\microsoft\edge\application\msedge.exe)",
     .arguments =
         "--type=utility --utility-sub-type=network.mojom.NetworkService --lang=en-US --service-sandbox-type=none "
         "--mojo-platform-channel-handle={number} --field-trial-handle={number},i,{long},{long},262144 /prefetch:3\n"
         "--type=utility --utility-sub-type=entity_extraction_service.mojom.Extractor --lang=en-US "
         "--service-sandbox-type=entity_extraction --mojo-platform-channel-handle={number} "
         "--field-trial-handle={number},i,{long},{long},262144 /prefetch:8",
     .images = "@base @window @chromium @net @crypto @tls {pf86}\\microsoft\\edge\\application\\{edge}\\msedge_elf.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\msedge.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\oneauth.dll winhttp.dll dbghelp.dll secur32.dll",
     .account = kUser,
     .seconds = 4000},
    {.key = "msedge.exe/renderer",
     .path = R"({pf86}\microsoft\edge\application\msedge.exe)",
     .arguments = "--type=renderer --lang=en-US --js-flags=--ms-user-locale=en_US --device-scale-factor=1 "
                  "--num-raster-threads=4 --renderer-client-id={small} --time-ticks-at-unix-epoch=-{long} "
                  "--launch-time-ticks={long} --mojo-platform-channel-handle={number} "
                  "--field-trial-handle={number},i,{long},{long},262144 /prefetch:1\n"
                  "--type=renderer --instant-process --lang=en-US --device-scale-factor=1 --renderer-client-id={small} "
                  "--launch-time-ticks={long} --mojo-platform-channel-handle={number} "
                  "--field-trial-handle={number},i,{long},{long},262144 /prefetch:1",
     .images = "@base @window @chromium {pf86}\\microsoft\\edge\\application\\{edge}\\msedge_elf.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\msedge.dll "
               "{pf86}\\microsoft\\edge\\application\\{edge}\\telclient.dll winmm.dll dbghelp.dll dbgcore.dll "
               "cryptbase.dll combase.dll oleaut32.dll uxtheme.dll dwrite.dll mf.dll mfplat.dll rtworkq.dll "
               "msmpeg2vdec.dll evr.dll dxva2.dll powrprof.dll umpdc.dll ole32.dll winspool.drv windows.media.dll "
               "wintypes.dll mscms.dll userenv.dll "
               "profapi.dll shcore.dll",
     .options = "0.08 dolbydecmft.dll avrt.dll",
     .account = kUser,
     .seconds = 1500,
     .lossy = 0.25},
    {.key = "identity_helper.exe",
     .path = R"({pf86}\microsoft\edge\application\{edge}\identity_helper.exe)",
     .arguments = "--type=utility --utility-sub-type=winrt_app_id.mojom.WinrtAppIdService --lang=en-US "
                  "--service-sandbox-type=none --mojo-platform-channel-handle={number}",
     .images =
         "@base @window @chromium @com @shell @modern {pf86}\\microsoft\\edge\\application\\{edge}\\msedge_elf.dll "
         "version.dll winmm.dll dbghelp.dll",
     .account = kUser,
     .seconds = 60},
    {.key = "microsoftedgeupdate.exe",
     .path = R"({pf86}\microsoft\edgeupdate\microsoftedgeupdate.exe)",
     .arguments = "/c\n/ua /installsource scheduler\n/svc\n/registermsihelper\n/ping {base64}",
     .images = "@wow64 @base @window @com @controls32 @shell @crypto @trust ./1.3.185.17\\msedgeupdate.dll version.dll "
               "wtsapi32.dll msi.dll netapi32.dll dpapi.dll",
     .options = "0.3 @net winhttp.dll webio.dll @tls | 0.2 taskschd.dll xmllite.dll | 0.15 wevtapi.dll",
     .seconds = 15,
     .lossy = 0.18},
    {.key = "microsoftedge_x64.exe",
     .path = R"({pf86}\microsoft\edgeupdate\install\{2c1d94f3-7a0e-4b55-b8d7-64a0c9f1e2d8}\microsoftedge_x64.exe)",
     .arguments = "--msedge --verbose-logging --do-not-launch-msedge --system-level",
     .images = "@base @window @com @shell @setup version.dll cabinet.dll",
     .seconds = 40},
    {.key = "setup.exe/edge",
     .path = R"({pf86}\microsoft\edgeupdate\install\edge_installer\setup.exe)",
     .arguments =
         R"(--install-archive="c:\program files (x86)\microsoft\edgeupdate\install\edge_installer\msedge.packed.7z" --msedge --verbose-logging --do-not-launch-msedge --system-level)",
     .images = "@base @window @com @shell @setup @crypto @account version.dll winmm.dll dbghelp.dll msi.dll "
               "propsys.dll taskschd.dll",
     .options = "0.3 @net winhttp.dll | 0.3 linkinfo.dll ntshrui.dll",
     .seconds = 60},
    // Firefox.
    {.key = "firefox.exe",
     .path = R"({pf}\mozilla~firefox\firefox.exe)",
     .arguments = "\n-osint -url \"https://{site}/\"",
     .images = "@electron @trust @modern @audio ./mozglue.dll ./nss3.dll ./lgpllibs.dll ./xul.dll ./freebl3.dll "
               "./softokn3.dll ./osclientcerts.dll ./mozavcodec.dll ./mozavutil.dll ./libegl.dll ./libglesv2.dll "
               "msvcp140.dll vcruntime140.dll wsock32.dll",
     .account = kUser,
     .seconds = 9000,
     .lossy = 0.4},
    {.key = "firefox.exe/content",
     .path = R"({pf}\mozilla~firefox\firefox.exe)",
     .arguments =
         R"(-contentproc --channel={number} -childid {small} -isforbrowser -prefshandle {number} -prefmaplen {number} -jsinithandle {number} -parentbuildid 20240304213415 -win32klockeddown -appdir "c:\program files\mozilla firefox\browser" - {long} "\\.\pipe\gecko-crash-server-pipe.{number}" {number} {hex12} tab)",
     .images = "@base @chromium ./mozglue.dll ./nss3.dll ./lgpllibs.dll ./xul.dll ./softokn3.dll ./freebl3.dll @net "
               "crypt32.dll "
               "bcrypt.dll winmm.dll dbghelp.dll msvcp140.dll vcruntime140.dll wsock32.dll kernel.appcore.dll @window "
               "combase.dll ole32.dll oleaut32.dll dwrite.dll wintypes.dll profapi.dll userenv.dll version.dll "
               "cryptbase.dll powrprof.dll umpdc.dll",
     .options = "0.3 ./mozavcodec.dll ./mozavutil.dll",
     .account = kUser,
     .seconds = 1500,
     .lossy = 0.25},
    {.key = "firefox.exe/gpu",
     .path = R"({pf}\mozilla~firefox\firefox.exe)",
     .arguments =
         R"(-contentproc --channel={number} -parentbuildid 20240304213415 -prefshandle {number} -appdir "c:\program files\mozilla firefox\browser" - {long} "\\.\pipe\gecko-crash-server-pipe.{number}" {number} {hex12} gpu)",
     .images =
         "@base @window @chromium @com @graphics @media ./mozglue.dll ./nss3.dll ./lgpllibs.dll ./xul.dll ./libegl.dll "
         "./libglesv2.dll d3dcompiler_47.dll dwmapi.dll",
     .account = kUser,
     .seconds = 9000},
    {.key = "pingsender.exe",
     .path = R"({pf}\mozilla~firefox\pingsender.exe)",
     .arguments = "https://incoming.telemetry.mozilla.org/submit/telemetry/{guid}/health/firefox",
     .images = "@base @net @crypto @tls winhttp.dll webio.dll ./mozglue.dll msvcp140.dll vcruntime140.dll zlib1.dll",
     .account = kUser,
     .seconds = 3},
    {.key = "maintenanceservice.exe",
     .path = R"({pf86}\mozilla~maintenance~service\maintenanceservice.exe)",
     .arguments = "install\nsoftware-update",
     .images = "@base @crypto @trust shell32.dll userenv.dll wtsapi32.dll shlwapi.dll version.dll",
     .seconds = 8},
    // Microsoft Office.
    {.key = "outlook.exe",
     .path = R"({pf}\microsoft~office\root\office16\outlook.exe)",
     .arguments = "\n-embedding\n/recycle",
     .images =
         "@desktop @officeshared @net @crypto @tls @trust @graphics @http @print ./olmapi32.dll ./outlph.dll "
         "./omipst64.dll ./mspst32.dll ./emsmdb32.dll ./contab32.dll ./wwlib.dll ./exsec32.dll mapir.dll mapi32.dll "
         "msxml6.dll "
         "mlang.dll srclient.dll webservices.dll structuredquery.dll tquery.dll wevtapi.dll rstrtmgr.dll dsreg.dll",
     .options = "0.35 @clr ./addins\\ucaddin.dll | 0.3 ./onbttnol.dll ./onenotesync.dll | 0.25 "
                "{pf86}\\zoom\\zoomoutlookplugin\\zoomoutlookaddin64.dll | 0.4 "
                "c:\\users\\{user}\\appdata\\local\\microsoft\\teamsmeetingaddin\\1.0.23334.11\\x64\\microsoft.teams."
                "addinloader.dll",
     .account = kUser,
     .seconds = 20000,
     .lossy = 0.5},
    {.key = "winword.exe",
     .path = R"({pf}\microsoft~office\root\office16\winword.exe)",
     .arguments = "/n \"c:\\users\\{user}\\documents\\{document}.docx\" /o \"\"\n/embedding\n/dde",
     .images =
         "@desktop @officeshared @net @crypto @tls @graphics @http @print ./wwlib.dll ./wordcnvpxy.cnv ./msproof7.dll "
         "./mscss7en.dll ./usp10.dll msxml6.dll mlang.dll webservices.dll rstrtmgr.dll dsreg.dll globinputhost.dll",
     .options =
         "0.3 @clr | 0.3 ./csi.dll ./groove.dll | 0.2 {pf}\\common~files\\microsoft~shared\\vba\\vba7.1\\vbe7.dll "
         "{pf}\\common~files\\microsoft~shared\\vba\\vba7.1\\1033\\vbe7intl.dll | 0.2 "
         "{pf}\\adobe\\acrobat~dc\\pdfmaker\\office\\x64\\pdfmofficeaddin.dll",
     .pool = "shellextensions",
     .pool_least = 0,
     .pool_most = 3,
     .account = kUser,
     .seconds = 2400,
     .lossy = 0.45},
    {.key = "excel.exe",
     .path = R"({pf}\microsoft~office\root\office16\excel.exe)",
     .arguments = "\"c:\\users\\{user}\\documents\\{document}.xlsx\"\n/dde\n/automation -embedding",
     .images = "@desktop @officeshared @net @crypto @tls @graphics @http @print ./xllex.dll ./oartserver.dll "
               "./excelcnvpxy.cnv ./analysis\\analys32.xll msxml6.dll mlang.dll webservices.dll rstrtmgr.dll",
     .options = "0.3 @clr ./addins\\powerpivot~excel~add-in\\powerpivotexceladdin.dll | 0.3 ./csi.dll ./groove.dll | "
                "0.35 {pf}\\common~files\\microsoft~shared\\vba\\vba7.1\\vbe7.dll "
                "{pf}\\common~files\\microsoft~shared\\vba\\vba7.1\\1033\\vbe7intl.dll | 0.15 odbc32.dll "
                "msoledbsql.dll sqlncli11.dll",
     .pool = "shellextensions",
     .pool_least = 0,
     .pool_most = 3,
     .account = kUser,
     .seconds = 2400,
     .lossy = 0.45},
    {.key = "powerpnt.exe",
     .path = R"({pf}\microsoft~office\root\office16\powerpnt.exe)",
     .arguments = "\"c:\\users\\{user}\\documents\\{document}.pptx\" /ou \"\"",
     .images = "@desktop @officeshared @net @crypto @tls @graphics @media @http @print ./ppcore.dll ./ppresources.dll "
               "./d3d10warp.dll msxml6.dll mlang.dll webservices.dll",
     .options = "0.3 @clr | 0.3 ./csi.dll ./groove.dll",
     .pool = "shellextensions",
     .pool_least = 0,
     .pool_most = 3,
     .account = kUser,
     .seconds = 2400,
     .lossy = 0.45},
    {.key = "onenotem.exe",
     .path = R"({pf}\microsoft~office\root\office16\onenotem.exe)",
     .arguments = "/tsr",
     .images = "@desktop @officeshared ./onmain.dll",
     .account = kUser,
     .seconds = 20000},
    {.key = "officeclicktorun.exe",
     .path = R"({pf}\common~files\microsoft~shared\clicktorun\officeclicktorun.exe)",
     .arguments = "/service\n/update user displaylevel=false",
     .images = "@base @window @com @crypto @trust @tls @net ./apiclient.dll ./msix.dll ./streamserver.dll "
               "./vcruntime140.dll ./msvcp140.dll cabinet.dll webio.dll winhttp.dll taskschd.dll wtsapi32.dll msi.dll",
     .seconds = 400,
     .lossy = 0.3},
    {.key = "officec2rclient.exe",
     .path = R"({pf}\common~files\microsoft~shared\clicktorun\officec2rclient.exe)",
     .arguments = "/frequentupdate schedule displaylevel=false",
     .images = "@desktop @crypto @trust @net ./c2r64.dll ./msvcp140.dll ./vcruntime140.dll cabinet.dll taskschd.dll",
     .seconds = 20,
     .lossy = 0.15},
    {.key = "splwow64.exe",
     .path = R"(c:\windows\splwow64.exe)",
     .arguments = "8192\n12288",
     .images = "@base @window @com @print mscms.dll {sys}\\spool\\drivers\\x64\\3\\mxdwdrv.dll "
               "{sys}\\spool\\drivers\\x64\\3\\unidrvui.dll {sys}\\spool\\drivers\\x64\\3\\hpcui255.dll fontsub.dll",
     .pool = "printers",
     .pool_least = 2,
     .pool_most = 6,
     .account = kUser,
     .seconds = 140},
    // Chat and files.
    {.key = "ms-teams.exe",
     .path = R"({pf}\windowsapps\msteams_{teams}_x64__8wekyb3d8bbwe\ms-teams.exe)",
     .arguments = "\nms-teams.exe --system-initiated",
     .images = "@desktop @modern @net @crypto @tls @graphics @audio ./skypert.dll ./slimcore.dll ./msvcp140.dll "
               "./vcruntime140.dll ./vcruntime140_1.dll ./nvdaremote.dll ./webview2loader.dll dsreg.dll wlanapi.dll "
               "windows.media.devices.dll",
     .account = kUser,
     .seconds = 20000,
     .lossy = 0.45},
    {.key = "msedgewebview2.exe",
     .path = R"({pf86}\microsoft\edgewebview\application\{edge}\msedgewebview2.exe)",
     .arguments =
         R"(--type=renderer --noerrdialogs --user-data-dir="c:\users\{user}\appdata\local\packages\msteams_8wekyb3d8bbwe\localcache\microsoft\msteams\ebwebview" --webview-exe-name=ms-teams.exe --lang=en-US --renderer-client-id={small} --mojo-platform-channel-handle={number} /prefetch:1)"
         "\n--type=utility --utility-sub-type=network.mojom.NetworkService --webview-exe-name=ms-teams.exe "
         "--lang=en-US --mojo-platform-channel-handle={number} /prefetch:3",
     .images =
         "@base @window @chromium ./msedge_elf.dll ./embeddedbrowserwebview.dll ./msedge.dll winmm.dll dbghelp.dll "
         "combase.dll oleaut32.dll dwrite.dll mf.dll mfplat.dll rtworkq.dll msmpeg2vdec.dll cryptbase.dll",
     .options = "0.3 @net winhttp.dll | 0.2 @graphics",
     .account = kUser,
     .seconds = 6000,
     .lossy = 0.25},
    {.key = "slack.exe",
     .path = R"(c:\users\{user}\appdata\local\slack\app-4.36.140\slack.exe)",
     .arguments = "\n--startup",
     .images = "@electron @audio ./ffmpeg.dll ./resources\\app.asar.unpacked\\node_modules\\keytar.node "
               "./resources\\app.asar.unpacked\\node_modules\\windows-focus-assist.node ./chrome_elf.dll",
     .account = kUser,
     .seconds = 20000,
     .lossy = 0.4},
    {.key = "slack.exe/renderer",
     .path = R"(c:\users\{user}\appdata\local\slack\app-4.36.140\slack.exe)",
     .arguments =
         R"(--type=renderer --user-data-dir="c:\users\{user}\appdata\roaming\slack" --app-user-model-id=com.squirrel.slack.slack --standard-schemes=app,slack-webapp-dev --lang=en-us --renderer-client-id={small} --mojo-platform-channel-handle={number} /prefetch:1)"
         "\n--type=gpu-process --user-data-dir=\"c:\\users\\{user}\\appdata\\roaming\\slack\" "
         "--mojo-platform-channel-handle={number} /prefetch:2",
     .images = "@base @window @chromium @com ./ffmpeg.dll ./chrome_elf.dll winmm.dll dbghelp.dll powrprof.dll mf.dll "
               "mfplat.dll "
               "rtworkq.dll msmpeg2vdec.dll uxtheme.dll",
     .options = "0.25 @graphics",
     .account = kUser,
     .seconds = 9000},
    {.key = "zoom.exe",
     .path = R"(c:\users\{user}\appdata\roaming\zoom\bin\zoom.exe)",
     .arguments = "\n\"--url=zoommtg://zoom.us/join?action=join&confno={long}\"\n--action=join --runaszvideo=true",
     .images = "@desktop @net @crypto @tls @graphics @media @audio ./zvideoui.dll ./zwebservice.dll ./zcommonapp.dll "
               "./viper.dll ./ssb_sdk.dll ./xmpp_framework.dll ./duilib.dll ./libcrypto-3-zm.dll ./libssl-3-zm.dll "
               "./zdata.dll ./zmsgui.dll ./annoter.dll",
     .options = "0.4 ./mcm.dll ./nydus.dll ./turbojpeg.dll",
     .account = kUser,
     .seconds = 2700,
     .lossy = 0.35},
    {.key = "onedrive.exe",
     .path = R"(c:\users\{user}\appdata\local\microsoft\onedrive\onedrive.exe)",
     .arguments = "/background\n/background /setautostart",
     .images = "@desktop @modern @net @crypto @tls @http ./{onedrive}\\filesyncclient.dll "
               "./{onedrive}\\filesyncviews.dll ./{onedrive}\\telemetry.dll ./{onedrive}\\loggingplatform64.dll "
               "./{onedrive}\\qt5core.dll ./{onedrive}\\qt5gui.dll "
               "./{onedrive}\\qt5qml.dll ./{onedrive}\\qt5quick.dll ./{onedrive}\\syncengine.dll "
               "./{onedrive}\\updateringsettings.dll ./{onedrive}\\sqlite3.dll ./{onedrive}\\vcruntime140.dll "
               "./{onedrive}\\msvcp140.dll wlanapi.dll dsreg.dll cldapi.dll",
     .account = kUser,
     .lossy = 0.5},
    {.key = "onedrivestandaloneupdater.exe",
     .path = R"(c:\users\{user}\appdata\local\microsoft\onedrive\onedrivestandaloneupdater.exe)",
     .arguments = "/reporting\n",
     .images = "@base @window @com @shell @net @crypto @tls ./{onedrive}\\updateringsettings.dll "
               "./{onedrive}\\loggingplatform64.dll ./{onedrive}\\telemetry.dll webio.dll winhttp.dll taskschd.dll "
               "wevtapi.dll bitsproxy.dll",
     .account = kUser,
     .seconds = 9},
    {.key = "filecoauth.exe",
     .path = R"(c:\users\{user}\appdata\local\microsoft\onedrive\{onedrive}\filecoauth.exe)",
     .arguments = "-embedding",
     .images = "@base @window @com @shell @crypto ./filesynccoauth.dll ./loggingplatform64.dll ./telemetry.dll",
     .account = kUser,
     .seconds = 300},
    // Readers, viewers, small tools.
    {.key = "acrobat.exe",
     .path = R"({pf}\adobe\acrobat~dc\acrobat\acrobat.exe)",
     .arguments = "\"c:\\users\\{user}\\documents\\{document}.pdf\"\n/b /id {number}_{number} /if pdfshell_prev{guid}",
     .images = "@desktop @net @crypto @tls @graphics @print ./acrobat.dll ./agm.dll ./cooltype.dll ./bib.dll "
               "./bibutils.dll ./ace.dll ./axe8sharedexpat.dll ./sqlite.dll ./cryptocme.dll ./jp2klib.dll "
               "./plug_ins\\annots.api ./plug_ins\\acroform.api ./plug_ins\\escript.api "
               "./plug_ins\\ppklite.api ./plug_ins\\digsig.api ./plug_ins\\updater.api msimg32.dll wininet.dll",
     .options =
         "0.3 ./plug_ins\\makeaccessible.api ./plug_ins\\reflow.api | 0.3 ./plug_ins\\search.api ./plug_ins\\ia32.api",
     .pool = "acrobatplugins",
     .pool_least = 0,
     .pool_most = 6,
     .account = kUser,
     .seconds = 1500,
     .lossy = 0.4},
    {.key = "acrocef.exe",
     .path = R"({pf}\adobe\acrobat~dc\acrobat\acrocef\acrocef.exe)",
     .arguments =
         "--type=renderer --log-severity=disable --user-agent-product=\"readerservices/24.1.20604\" --lang=en-US "
         "--renderer-client-id={small} --mojo-platform-channel-handle={number} /prefetch:1\n--backgroundcolor=16448250",
     .images =
         "@base @window @chromium @com ./libcef.dll ./chrome_elf.dll @controls dbghelp.dll winmm.dll mf.dll mfplat.dll "
         "rtworkq.dll dxva2.dll cryptbase.dll powrprof.dll",
     .options = "0.25 @net @crypto | 0.2 @graphics",
     .account = kUser,
     .seconds = 1500},
    {.key = "adobearm.exe",
     .path = R"({pf86}\common~files\adobe\arm\1.0\adobearm.exe)",
     .arguments = "/product:acrobat /version:24.0 /mode:3\n/svc",
     .images = "@wow64 @base @window @com @controls32 @shell @net @crypto @http msi.dll bitsproxy.dll cabinet.dll",
     .account = kUser,
     .seconds = 18,
     .lossy = 0.15},
    {.key = "notepad.exe",
     .path = R"({sys}\notepad.exe)",
     .arguments = "\n\"c:\\users\\{user}\\documents\\{document}.txt\"\nc:\\users\\{user}\\desktop\\notes.txt",
     .images = "@desktop mpr.dll efswrt.dll urlmon.dll iertutil.dll oleacc.dll mrmcorer.dll twinapi.appcore.dll "
               "rmclient.dll winspool.drv",
     .options = "0.2 linkinfo.dll ntshrui.dll cscapi.dll | 0.15 explorerframe.dll structuredquery.dll",
     .pool = "shellextensions",
     .pool_least = 0,
     .pool_most = 2,
     .account = kUser,
     .seconds = 500,
     .lossy = 0.2},
    {.key = "calculatorapp.exe",
     .path = R"({pf}\windowsapps\microsoft.windowscalculator_11.2311.0.0_x64__8wekyb3d8bbwe\calculatorapp.exe)",
     .arguments = "-servername:app.appxsm3pg4n7er43kdh1qp4e79f1j7am68r8.mca",
     .images = "@base @window @com @theme @modern @xaml @graphics ./calculatorapp.dll ./calcviewmodel.dll "
               "vccorlib140_app.dll msvcp140_app.dll vcruntime140_app.dll",
     .account = kUser,
     .seconds = 300},
    {.key = "mspaint.exe",
     .path = R"({sys}\mspaint.exe)",
     .images =
         "@desktop @gdiplus mfc42u.dll atlthunk.dll windowscodecs.dll sti.dll wiatrace.dll uiribbon.dll efsadu.dll",
     .account = kUser,
     .seconds = 400},
    {.key = "snippingtool.exe",
     .path = R"({sys}\snippingtool.exe)",
     .images = "@desktop @gdiplus @graphics msdrm.dll oleacc.dll tiptsf.dll windowscodecs.dll",
     .account = kUser,
     .seconds = 120},
    {.key = "7zfm.exe",
     .path = R"({pf}\7-zip\7zfm.exe)",
     .arguments = "\"c:\\users\\{user}\\downloads\\{document}.zip\"",
     .images = "@desktop mpr.dll ./7z.dll ntshrui.dll cscapi.dll linkinfo.dll edputil.dll",
     .pool = "shellextensions",
     .pool_least = 0,
     .pool_most = 4,
     .account = kUser,
     .seconds = 150},
    {.key = "vlc.exe",
     .path = R"({pf}\videolan\vlc\vlc.exe)",
     .arguments = "--started-from-file \"c:\\users\\{user}\\videos\\{document}.mp4\"",
     .images = "@desktop @audio @media @graphics ./libvlc.dll ./libvlccore.dll ./plugins\\gui\\libqt_plugin.dll "
               "./plugins\\audio_output\\libmmdevice_plugin.dll ./plugins\\video_output\\libdirect3d11_plugin.dll "
               "./plugins\\codec\\libavcodec_plugin.dll ./plugins\\demux\\libmp4_plugin.dll "
               "./plugins\\access\\libfilesystem_plugin.dll @net",
     .account = kUser,
     .seconds = 1300},
    {.key = "spotify.exe",
     .path = R"(c:\users\{user}\appdata\roaming\spotify\spotify.exe)",
     .arguments =
         "\n--type=renderer --lang=en --renderer-client-id={small} --mojo-platform-channel-handle={number} /prefetch:1",
     .images = "@electron @audio ./libcef.dll ./chrome_elf.dll",
     .account = kUser,
     .seconds = 8000},
    {.key = "rundll32.exe",
     .path = R"({sys}\rundll32.exe)",
     .arguments =
         "c:\\windows\\system32\\shell32.dll,openas_rundll "
         "c:\\users\\{user}\\downloads\\{document}.dat\nprintui.dll,printuientry /in /n "
         "\\\\hq-fs-01\\floor2\nshell32.dll,control_rundll input.dll\n"
         "c:\\windows\\system32\\pcacsvc.dll,pcawallpaperappdetect\nc:\\windows\\system32\\windows.storage."
         "applicationdata.dll,cleanuptemporarystate\nstartupscan.dll,susruntask\ndavclnt.dll,davsetcookie {site}",
     .images = "@desktop apphelp.dll",
     .options = "0.35 pcacli.dll pcadm.dll sfc_os.dll mpr.dll | 0.3 @print | 0.25 startupscan.dll wdi.dll @setup | "
                "0.25 windows.storage.applicationdata.dll staterepository.core.dll",
     .pool = "shellextensions",
     .pool_least = 0,
     .pool_most = 3,
     .account = kUser,
     .seconds = 7,
     .lossy = 0.3},
    {.key = "regsvr32.exe",
     .path = R"({sys}\regsvr32.exe)",
     .arguments =
         "/s \"c:\\program files\\common files\\microsoft shared\\ink\\inkobj.dll\"\n/s /n /i:user shell32.dll",
     .images = "@desktop aclayers.dll sfc.dll mpr.dll inkobj.dll",
     .seconds = 2},
    {.key = "msiexec.exe",
     .path = R"({sys}\msiexec.exe)",
     .arguments = "/v",
     .images = "@base @com msi.dll @crypto @trust srclient.dll spp.dll vssapi.dll vsstrace.dll rstrtmgr.dll sfc.dll "
               "ntmarta.dll wkscli.dll netapi32.dll propsys.dll",
     .options = "0.3 @clr msimsg.dll | 0.3 @shell | 0.2 @setup",
     .seconds = 500,
     .lossy = 0.4},
    {.key = "msiexec.exe/embedding",
     .path = R"({wow}\msiexec.exe)",
     .arguments = "-embedding {hex32}\n-embedding {hex32} e global\\msi0000",
     .images = "@wow64 @base @com msi.dll @crypto @window version.dll c:\\windows\\installer\\msi{msi}.tmp @account",
     .options = "0.4 @clr c:\\windows\\installer\\sfxca\\wixcustomactions.dll | 0.2 @shell",
     .seconds = 60,
     .lossy = 0.3},
    {.key = "mstsc.exe",
     .path = R"({sys}\mstsc.exe)",
     .arguments = "\n/v:hq-fs-01\n/v:hq-sql-01 /admin",
     .images = "@desktop @net @crypto @tls @graphics @audio credui.dll mstscax.dll ktmw32.dll winhttp.dll rdpbase.dll "
               "tsworkspace.dll workfoldersshell.dll dsreg.dll",
     .account = kUser,
     .seconds = 2500},
};

}  // namespace

std::span<const ProgramData> office_program_data() { return kPrograms; }

}  // namespace proclens
