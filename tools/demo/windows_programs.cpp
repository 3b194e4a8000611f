// The programs of Windows itself in the demo office, and of the agents that every machine carries.
#include "demo/catalogue_data.hpp"

namespace proclens {
namespace {

constexpr Account kLocal = Account::local_service;
constexpr Account kUser = Account::user;

constexpr ProgramData kPrograms[] = {
    // The machine itself. System and its kernel siblings load nothing that a sensor would see.
    {.key = "system", .path = "system"},
    {.key = "registry", .path = "registry"},
    {.key = "memory compression", .path = "memory~compression"},
    {.key = "smss.exe", .path = R"({sys}\smss.exe)", .images = "ntdll.dll"},
    {.key = "smss.exe/session",
     .path = R"({sys}\smss.exe)",
     .arguments = "{hex8} 00000084",
     .images = "ntdll.dll",
     .seconds = 2},
    {.key = "csrss.exe",
     .path = R"({sys}\csrss.exe)",
     .arguments =
         R"(objectdirectory=\windows sharedsection=1024,20480,768 windows=on subsystemtype=windows serverdll=basesrv,1 serverdll=winsrv:userserverdllinitialization,3 serverdll=sxssrv,4 profilecontrol=off maxrequestthreads=16)",
     .images = "ntdll.dll csrsrv.dll basesrv.dll winsrv.dll winsrvext.dll sxssrv.dll sxs.dll kernelbase.dll "
               "kernel32.dll @window bcryptprimitives.dll"},
    {.key = "wininit.exe",
     .path = R"({sys}\wininit.exe)",
     .images =
         "@base @window kernel.appcore.dll wtsapi32.dll winsta.dll firewallapi.dll fwbase.dll userenv.dll profapi.dll"},
    {.key = "winlogon.exe",
     .path = R"({sys}\winlogon.exe)",
     .images = "@base @window @theme winsta.dll profapi.dll usermgrcli.dll sspicli.dll uxinit.dll @crypto apphelp.dll "
               "firewallapi.dll mpr.dll netapi32.dll"},
    {.key = "userinit.exe",
     .path = R"({sys}\userinit.exe)",
     .images = "@base @window userenv.dll netapi32.dll logoncli.dll mpr.dll winbrand.dll dnsapi.dll cryptsp.dll",
     .account = kUser,
     .seconds = 26},
    {.key = "services.exe",
     .path = R"({sys}\services.exe)",
     .images = "@base kernel.appcore.dll @crypto dpapi.dll spinf.dll usermgrcli.dll dabapi.dll userenv.dll profapi.dll "
               "eventaggregation.dll"},
    {.key = "lsass.exe",
     .path = R"({sys}\lsass.exe)",
     .images =
         "@base lsasrv.dll sspisrv.dll sspicli.dll samsrv.dll ncrypt.dll ntasn1.dll @crypto msprivs.dll negoexts.dll "
         "kerberos.dll "
         "cryptdll.dll msv1_0.dll netlogon.dll @net tspkg.dll pku2u.dll cloudap.dll wdigest.dll schannel.dll "
         "scecli.dll efslsaext.dll "
         "dpapisrv.dll vaultsvc.dll keyiso.dll ngcpopkeysrv.dll samlib.dll logoncli.dll netutils.dll wevtapi.dll"},
    {.key = "fontdrvhost.exe",
     .path = R"({sys}\fontdrvhost.exe)",
     .images = "@core sechost.dll rpcrt4.dll win32u.dll gdi32.dll gdi32full.dll",
     .account = Account::font_driver},
    {.key = "dwm.exe",
     .path = R"({sys}\dwm.exe)",
     .images = "@base @window @com @theme dwmredir.dll dwmcore.dll @graphics udwm.dll ism.dll ninput.dll",
     .account = Account::window_manager},
    {.key = "explorer.exe",
     .path = R"(c:\windows\explorer.exe)",
     .images = "@desktop @modern @xaml @graphics @crypto @trust @power explorerframe.dll twinui.dll twinui.pcshell.dll "
               "stobject.dll pnidui.dll "
               "actioncenter.dll thumbcache.dll ntshrui.dll cscui.dll cscapi.dll linkinfo.dll structuredquery.dll "
               "edputil.dll sndvolsso.dll @audio "
               "batmeter.dll prnfldr.dll wpdshserviceobj.dll portabledevicetypes.dll @http networkexplorer.dll",
     .options =
         "0.5 {pf}\\7-zip\\7-zip.dll | 0.4 "
         "c:\\users\\{user}\\appdata\\local\\microsoft\\onedrive\\{onedrive}\\filesyncshell64.dll | 0.3 @gdiplus",
     .pool = "shellextensions",
     .pool_least = 4,
     .pool_most = 14,
     .account = kUser,
     .lossy = 0.6},
    {.key = "taskhostw.exe/boot",
     .path = R"({sys}\taskhostw.exe)",
     .arguments = "{222a245b-e637-4ae9-a93f-a59ca119a75e}",
     .images = "@base @window @com @theme msutb.dll playsndsrv.dll winmm.dll @shell taskschd.dll xmllite.dll",
     .account = kUser},
    {.key = "sihost.exe",
     .path = R"({sys}\sihost.exe)",
     .images = "@base @window @com @shell @theme @modern desktopshellext.dll clipboardserver.dll activationmanager.dll "
               "appointmentactivation.dll "
               "windows.shell.servicehostbuilder.dll @power usermgrcli.dll @crypto",
     .account = kUser},
    {.key = "ctfmon.exe",
     .path = R"({sys}\ctfmon.exe)",
     .images = "@base @window @com @theme inputservice.dll msctfmonitor.dll textinputframework.dll winsta.dll "
               "windows.internal.ui.shell.windowtabmanager.dll",
     .account = kUser},
    {.key = "spoolsv.exe",
     .path = R"({sys}\spoolsv.exe)",
     .images = "@base @com @socket dnsapi.dll powrprof.dll spoolss.dll localspl.dll printisolationproxy.dll tcpmon.dll "
               "usbmon.dll wsdmon.dll "
               "win32spl.dll winspool.drv appmon.dll fxsmon.dll wsdapi.dll fundisc.dll @crypto inetpp.dll cscapi.dll "
               "gpapi.dll"},
    {.key = "searchindexer.exe",
     .path = R"({sys}\searchindexer.exe)",
     .arguments = "/embedding",
     .images = "@base @window @com tquery.dll mssrch.dll esent.dll msidle.dll mssprxy.dll @shell wtsapi32.dll "
               "winsta.dll elscore.dll vssapi.dll"},
    {.key = "msmpeng.exe",
     .path = R"(c:\programdata\microsoft\windows~defender\platform\{defender}\msmpeng.exe)",
     .images = "@base @com ./mpsvc.dll ./mpclient.dll ./mprtp.dll @crypto @trust @tls wevtapi.dll fltlib.dll amsi.dll "
               "@net wscapi.dll gpapi.dll virtdisk.dll bcd.dll"},
    {.key = "securityhealthservice.exe",
     .path = R"({sys}\securityhealthservice.exe)",
     .images = "@base @com wscapi.dll webio.dll @crypto version.dll userenv.dll slc.dll sppc.dll wevtapi.dll "
               "fwpolicyiomgr.dll firewallapi.dll"},
    {.key = "zabbix_agentd.exe",
     .path = R"({pf}\zabbix~agent\zabbix_agentd.exe)",
     .arguments = R"(--config "c:\program files\zabbix agent\zabbix_agentd.conf")",
     .images = "@base @net pdh.dll psapi.dll wevtapi.dll wldap32.dll @crypto dbghelp.dll ./libpcre.dll "
               "./libssl-3-x64.dll ./libcrypto-3-x64.dll",
     .console = true},
    {.key = "wintap.exe",
     .path = R"({pf}\wintap\wintap.exe)",
     .images = "@base @window @com @clr @net @crypto pdh.dll wevtapi.dll tdh.dll ./duckdb.dll ./dia2lib.dll "
               "ni:system.data ni:system.runtime.serialization ni:system.servicemodel ni:system.net.http"},
    {.key = "amazon-ssm-agent.exe",
     .path = R"({pf}\amazon\ssm\amazon-ssm-agent.exe)",
     .images = "@base @socket powrprof.dll umpdc.dll winmm.dll crypt32.dll msasn1.dll userenv.dll profapi.dll"},
    {.key = "ssm-agent-worker.exe",
     .path = R"({pf}\amazon\ssm\ssm-agent-worker.exe)",
     .images = "@base @net powrprof.dll umpdc.dll winmm.dll @crypto @tls userenv.dll profapi.dll wbemcomn.dll pdh.dll"},
    {.key = "sqlservr.exe",
     .path = R"({pf}\microsoft~sql~server\mssql15.mssqlserver\mssql\binn\sqlservr.exe)",
     .arguments = "-smssqlserver",
     .images = "@base @com ./sqldk.dll ./sqlmin.dll ./sqllang.dll ./sqltses.dll ./sqlboot.dll ./opends60.dll "
               "./sqlscriptdowngrade.dll ./xpstar.dll "
               "./hkengine.dll ./hkruntime.dll ./instapi150.dll ./secforwarder.dll @net @crypto @tls netapi32.dll "
               "clusapi.dll resutils.dll dbghelp.dll psapi.dll"},
    {.key = "dns.exe",
     .path = R"({sys}\dns.exe)",
     .images = "@base @net ntdsapi.dll wldap32.dll dsparse.dll netutils.dll logoncli.dll bcrypt.dll kerberos.dll"},
    {.key = "w3wp.exe",
     .path = R"({sys}\inetsrv\w3wp.exe)",
     .arguments =
         R"(-ap "portal" -v "v4.0" -l "webengine4.dll" -h "c:\inetpub\temp\apppools\portal\portal.config" -w "" -m 0)",
     .images =
         R"(@base @com @clr @socket {sys}\inetsrv\w3wphost.dll {sys}\inetsrv\iisutil.dll {sys}\inetsrv\w3dt.dll {sys}\inetsrv\iiscore.dll {net}\webengine4.dll )"
         R"(@crypto ni:system.web ni:system.web.services ni:system.configuration.install ni:system.data ni:newtonsoft.json ni:entityframework ni:log4net)",
     .account = Account::network_service},
    {.key = "vmtoolsd.exe",
     .path = R"({pf}\vmware\vmware~tools\vmtoolsd.exe)",
     .images = "@base @window @com ./vmtools.dll ./glib-2.0.dll ./gmodule-2.0.dll ./intl.dll ./iconv.dll @net @account "
               "pdh.dll ./plugins\\vmsvc\\hgfsserver.dll ./plugins\\common\\vix.dll"},

    // The console window of every console program.
    {.key = "conhost.exe",
     .path = R"({sys}\conhost.exe)",
     .arguments = "0xffffffff -forcev1\n0x4",
     .images =
         "@base @window @com ntmarta.dll propsys.dll textinputframework.dll coremessaging.dll coreuicomponents.dll",
     .options = "0.03 dwmapi.dll cryptsp.dll | 0.02 @controls | 0.01 @shell @power",
     .account = kUser,
     .seconds = 12,
     .lossy = 0.022},

    // Tasks and brokers that come and go.
    {.key = "taskhostw.exe",
     .path = R"({sys}\taskhostw.exe)",
     .arguments = "\nkeyroaming\nsyspart\ninstall $(arg0)\n/runonce $(arg0)",
     .images = "@base shlwapi.dll wldp.dll sspicli.dll netutils.dll cryptbase.dll wintypes.dll powrprof.dll umpdc.dll "
               "@com taskschd.dll xmllite.dll userenv.dll profapi.dll ktmw32.dll",
     .options = "0.30 @crypto certcli.dll dimsjob.dll pautoenr.dll certenroll.dll | 0.25 @wmi | 0.20 @window "
                "srumapi.dll esent.dll | "
                "0.18 @clr ni:taskscheduler | 0.15 @account dsreg.dll netprofm.dll | 0.12 @setup virtdisk.dll | 0.10 "
                "wer.dll winsqlite3.dll",
     .seconds = 60,
     .lossy = 0.26},
    {.key = "backgroundtaskhost.exe",
     .path = R"({sys}\backgroundtaskhost.exe)",
     .arguments = "-servername:backgroundtaskhost.webaccountprovider\n-servername:cortanaui."
                  "appxy7vb4pc2dr3kc93kfc509b1d0arkfb2x.mca\n"
                  "-servername:app.appxmtcan0h2tfbfy7k9kn8hbxb6dmzz1zh0.mca\n-servername:app."
                  "appx4tkwk3d4v7t5tqyxwx5h7jcwk1g9a8.mca",
     .images = "@base @com @modern @shell @theme @window biwinrt.dll windows.networking.connectivity.dll "
               "staterepository.core.dll windows.staterepositoryps.dll @power",
     .options = "0.35 @crypto @tls aadwamextension.dll dsreg.dll | 0.2 @net winhttp.dll webio.dll | 0.2 "
                "contentdeliverymanager.background.dll windows.web.http.dll | 0.15 @account",
     .account = kUser,
     .seconds = 18,
     .lossy = 0.25},
    {.key = "runtimebroker.exe",
     .path = R"({sys}\runtimebroker.exe)",
     .arguments = "-embedding",
     .images = "@base @com @window @shell capauthz.dll windows.staterepositoryclient.dll wintypes.dll usermgrproxy.dll "
               "coremessaging.dll",
     .options = "0.40 @modern | 0.30 @crypto @theme | 0.25 @power @net | 0.20 structuredquery.dll "
                "windows.storage.search.dll mssprxy.dll | 0.15 @account appresolver.dll",
     .account = kUser,
     .seconds = 400,
     .lossy = 0.30},
    {.key = "dllhost.exe/thumbnails",
     .path = R"({sys}\dllhost.exe)",
     .arguments = "/processid:{ab8902b4-09ca-4bb6-b78d-a8f59079a8d5}",
     .images =
         "@desktop thumbcache.dll windowscodecs.dll photometadatahandler.dll propsys.dll windows.ui.immersive.dll",
     .options = "0.3 msmpeg2vdec.dll mfplat.dll rtworkq.dll | 0.2 @gdiplus",
     .account = kUser,
     .seconds = 30},
    {.key = "dllhost.exe/system",
     .path = R"({sys}\dllhost.exe)",
     .arguments =
         "/processid:{02d4b3f1-fd88-11d1-960d-00805fc79235}\n/processid:{5250e46f-bb09-d602-5891-f476dc89b700}",
     .images = "@base @com comsvcs.dll colbact.dll es.dll catsrv.dll catsrvut.dll clusapi.dll mtxclu.dll wtsapi32.dll "
               "sxs.dll",
     .seconds = 45},
    {.key = "dllhost.exe/cache",
     .path = R"({sys}\dllhost.exe)",
     .arguments = "/processid:{3eb3c877-1f16-487c-9050-104dbcd66683}",
     .images = "@base @com @window wininet.dll iertutil.dll @shell esent.dll ieproxy.dll @crypto",
     .account = kUser,
     .seconds = 25},
    {.key = "wmiprvse.exe",
     .path = R"({sys}\wbem\wmiprvse.exe)",
     .arguments = "-secured -embedding\n-embedding",
     .images =
         R"(@base userenv.dll profapi.dll wldp.dll shlwapi.dll ntmarta.dll secur32.dll cryptbase.dll @com @wmi ncobjapi.dll {sys}\wbem\wmiutils.dll sspicli.dll)",
     .options = "0.2 @account @socket | 0.1 @clr | 0.2 @crypto",
     .pool = "wmiproviders",
     .pool_least = 0,
     .pool_most = 2,
     .account = Account::network_service,
     .seconds = 90,
     .lossy = 0.30},
    {.key = "mousocoreworker.exe",
     .path = R"({sys}\mousocoreworker.exe)",
     .arguments = "-embedding",
     .images = "@base userenv.dll profapi.dll wldp.dll shlwapi.dll wintypes.dll sspicli.dll powrprof.dll umpdc.dll "
               "@com usocoreps.dll updatepolicy.dll policymanager.dll msvcp110_win.dll wuapi.dll wups.dll "
               "@crypto @trust xmllite.dll "
               "upshared.dll wevtapi.dll dmcmnutils.dll winbrand.dll slc.dll sppc.dll",
     .options = "0.2 winhttp.dll webio.dll @net | 0.12 @wmi | 0.1 msxml6.dll esent.dll",
     .seconds = 40,
     .lossy = 0.10},
    {.key = "usoclient.exe",
     .path = R"({sys}\usoclient.exe)",
     .arguments = "startscan\nstartuwork\nreportpolicies",
     .images = "@base @com usocoreps.dll usoapi.dll umpdc.dll",
     .seconds = 1,
     .lossy = 0.05},
    {.key = "sppsvc.exe",
     .path = R"({sys}\sppsvc.exe)",
     .images = "@base @com userenv.dll wldp.dll shlwapi.dll cryptxml.dll @crypto @tls webservices.dll sppwinob.dll "
               "sppobjs.dll clipc.dll winbrand.dll "
               "xmllite.dll profapi.dll wtsapi32.dll",
     .options = "0.15 winhttp.dll webio.dll @socket",
     .account = Account::network_service,
     .seconds = 35,
     .lossy = 0.06},
    {.key = "trustedinstaller.exe",
     .path = R"(c:\windows\servicing\trustedinstaller.exe)",
     .images = R"(@base c:\windows\servicing\cbsmsg.dll c:\windows\servicing\cbsapi.dll drvstore.dll dpx.dll @crypto)",
     .seconds = 300,
     .lossy = 0.08},
    {.key = "tiworker.exe",
     .path =
         R"(c:\windows\winsxs\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.{build}_none_{sidebyside}\tiworker.exe)",
     .arguments = "-embedding",
     .images = "@base @com ./cbscore.dll ./wcp.dll ./dpx.dll ./drupdate.dll ./wdscore.dll ./turbostack.dll "
               "./cmiadapter.dll ./cbsmsg.dll drvstore.dll "
               "@crypto @trust wevtapi.dll esent.dll bcd.dll sxs.dll",
     .options = "0.3 ./smipi.dll ./cmitrust.dll ./mspatcha.dll | 0.2 vssapi.dll vsstrace.dll",
     .seconds = 280},
    {.key = "compattelrunner.exe",
     .path = R"({sys}\compattelrunner.exe)",
     .arguments = "\n-maintenance",
     .images = "@base @com userenv.dll wevtapi.dll",
     .seconds = 200,
     .console = true,
     .lossy = 0.12},
    {.key = "compattelrunner.exe/inventory",
     .path = R"({sys}\compattelrunner.exe)",
     .arguments = "-m:aeinv.dll -f:updatesoftwareinventoryw\n-m:appraiser.dll -f:doscheduledtelemetryrun -cv "
                  "{cv}\n-m:generaltel.dll -f:dogeneraltelemetryrun -cv {cv}",
     .images = "@base @com @setup aeinv.dll appraiser.dll devinv.dll invagent.dll acmigration.dll sdbinst.dll "
               "version.dll msi.dll wdscore.dll @trust wevtapi.dll",
     .options =
         "0.4 generaltel.dll winhttp.dll webio.dll dcntel.dll | 0.3 @wmi | 0.2 apphelp.dll aepic.dll | 0.25 @net",
     .seconds = 120,
     .lossy = 0.35},
    {.key = "ngentask.exe",
     .path = R"({net}\ngentask.exe)",
     .arguments = "/runtimewide /stopevent:{number}",
     .images = "@base @com @clr taskschd.dll",
     .seconds = 60,
     .console = true,
     .lossy = 0.08},
    {.key = "ngen.exe",
     .path = R"({net}\ngen.exe)",
     .arguments = "executequeueditems /nologo\nupdate /queue /delay",
     .images = "@base @com mscoree.dll {net}\\mscoreei.dll {net}\\mscorsvc.dll version.dll ole32.dll",
     .seconds = 90,
     .lossy = 0.08},
    {.key = "mscorsvw.exe",
     .path = R"({net}\mscorsvw.exe)",
     .arguments =
         "-startupevent {hex3} -interruptevent 0 -ngenprocess {hex3} -pipe {hex3} -comment \"ngen worker process\"",
     .images = "@base @window mscoree.dll {net}\\mscoreei.dll {net}\\clr.dll {net}\\clrjit.dll {net}\\mscorsvc.dll "
               "{net}\\mscorpe.dll "
               "{net}\\mscorpehost.dll vcruntime140_clr0400.dll ucrtbase_clr0400.dll version.dll @crypto",
     .pool = "assemblies",
     .pool_least = 6,
     .pool_most = 30,
     .seconds = 14,
     .lossy = 0.05},
    {.key = "cleanmgr.exe",
     .path = R"({sys}\cleanmgr.exe)",
     .arguments = "/autoclean /d c:",
     .images = "@desktop @setup vssapi.dll vsstrace.dll wer.dll scavengeui.dll dismapi.dll",
     .seconds = 40,
     .lossy = 0.1},
    {.key = "dismhost.exe",
     .path = R"(c:\users\{user}\appdata\local\temp\{temp}\dismhost.exe)",
     .arguments = "{guid}",
     .images = "@base @com ./dismcore.dll ./dismprov.dll ./dismcoreps.dll ./cbsprovider.dll ./ossprovider.dll "
               "./logprovider.dll ./msiprovider.dll "
               "./wimprovider.dll ./folderprovider.dll ./compatprovider.dll @trust wdscore.dll",
     .account = kUser,
     .seconds = 35},
    {.key = "mpcmdrun.exe",
     .path = R"({pf}\windows~defender\mpcmdrun.exe)",
     .arguments = "signatureupdate -scheduletask -reinvoke\nscan -scheduletask -restrictprivileges "
                  "-dailyscan\nidletask -taskname wdcleanup",
     .images = "@base @com mpclient.dll @crypto @trust @tls gpapi.dll version.dll msi.dll",
     .options = "0.25 winhttp.dll webio.dll @net",
     .seconds = 8,
     .console = true,
     .lossy = 0.1},
    {.key = "searchprotocolhost.exe",
     .path = R"({sys}\searchprotocolhost.exe)",
     .arguments = "global\\usgthrctrlfltpipemssgthrpipe{number}_ global\\usgthrctrlfltpipemssgthrpipe{number} 1 "
                  "-2147483646 \"software\\microsoft\\windows search\"",
     .images = "@base @window @com tquery.dll mssprxy.dll mssph.dll msshooks.dll @shell mapi32.dll",
     .options = "0.35 @crypto | 0.2 mapsbtsvc.dll msfeeds.dll",
     .seconds = 100,
     .lossy = 0.15},
    {.key = "searchfilterhost.exe",
     .path = R"({sys}\searchfilterhost.exe)",
     .arguments = "0 {number} {number} 8192 {number} {number}",
     .images = "@base @window @com tquery.dll mssprxy.dll mscms.dll @shell",
     .options =
         "0.3 {pf}\\common~files\\microsoft~shared\\filters\\offfiltx.dll xmllite.dll | 0.2 query.dll nlhtml.dll",
     .account = kLocal,
     .seconds = 100,
     .lossy = 0.15},
    {.key = "wermgr.exe",
     .path = R"({sys}\wermgr.exe)",
     .arguments = "-upload\n-queuereporting_svc",
     .images = "@base @com wer.dll dbgcore.dll @crypto @tls winhttp.dll webio.dll @account",
     .options = "0.4 @net | 0.15 @setup",
     .seconds = 6,
     .lossy = 0.14},
    {.key = "werfault.exe",
     .path = R"({sys}\werfault.exe)",
     .arguments = "-u -p {number} -s {number}",
     .images = "@base @window @com wer.dll faultrep.dll dbgeng.dll dbghelp.dll dbgcore.dll @crypto xmllite.dll",
     .account = kUser,
     .seconds = 9},
    {.key = "wsqmcons.exe",
     .path = R"({sys}\wsqmcons.exe)",
     .images = "@base wtsapi32.dll tdh.dll slc.dll sppc.dll winbrand.dll",
     .seconds = 1,
     .lossy = 0.05},
    {.key = "dsregcmd.exe",
     .path = R"({sys}\dsregcmd.exe)",
     .arguments = "$(arg0) $(arg1) $(arg2)",
     .images = "@base @com @crypto @tls dsreg.dll @account winhttp.dll webio.dll dsrole.dll wtsapi32.dll xmllite.dll",
     .seconds = 2,
     .lossy = 0.06},
    {.key = "sihclient.exe",
     .path = R"({sys}\sihclient.exe)",
     .arguments = "/cv {cv}",
     .images =
         "@base @com @crypto @trust @tls winhttp.dll webio.dll wuapi.dll wups.dll cabinet.dll msxml6.dll version.dll",
     .options = "0.4 @net",
     .seconds = 9},
    {.key = "upfc.exe",
     .path = R"({sys}\upfc.exe)",
     .arguments = "/launchtype periodic /cv {cv}",
     .images = "@base bcrypt.dll cabinet.dll updatepolicy.dll version.dll",
     .seconds = 2,
     .lossy = 0.05},
    {.key = "defrag.exe",
     .path = R"({sys}\defrag.exe)",
     .arguments = "-c -h -k -g -$",
     .images = "@base @com sxshared.dll bcd.dll",
     .seconds = 200,
     .console = true,
     .lossy = 0.05},
    {.key = "gpupdate.exe",
     .path = R"({sys}\gpupdate.exe)",
     .arguments = "/target:computer\n/target:user",
     .images = "@base gpapi.dll userenv.dll netapi32.dll logoncli.dll taskschd.dll @com",
     .seconds = 4,
     .lossy = 0.05},
    {.key = "gpscript.exe",
     .path = R"({sys}\gpscript.exe)",
     .arguments = "/startup\n/refreshsystemparam\n/logon",
     .images = "@base @window userenv.dll gpapi.dll wtsapi32.dll",
     .seconds = 20,
     .lossy = 0.05},
    {.key = "smartscreen.exe",
     .path = R"({sys}\smartscreen.exe)",
     .arguments = "-embedding",
     .images = "@base @window @com @shell @crypto @tls @net @modern winhttp.dll webio.dll wintypes.dll @trust cdp.dll "
               "dsreg.dll",
     .account = kUser,
     .seconds = 300,
     .lossy = 0.25},
    {.key = "consent.exe",
     .path = R"({sys}\consent.exe)",
     .arguments = "{number} {number} {hex12}",
     .images = "@desktop @crypto @trust @graphics @modern wmsgapi.dll credprovs.dll authui.dll msimg32.dll amsi.dll "
               "winsta.dll magnification.dll",
     .seconds = 6},
    {.key = "logonui.exe",
     .path = R"({sys}\logonui.exe)",
     .arguments = "/flags:0x2 /state0:0xa38{hex3} /state1:0x41c64e6d",
     .images = "@base @window @com @theme @modern @xaml @graphics logoncontroller.dll credprovhost.dll credprovs.dll "
               "authui.dll @crypto dsreg.dll tiledatarepository.dll",
     .seconds = 300,
     .lossy = 0.35},
    {.key = "lockapp.exe",
     .path = R"(c:\windows\systemapps\microsoft.lockapp_cw5n1h2txyewy\lockapp.exe)",
     .arguments = "-servername:windowsdefaultlockscreen.appx7y4nbzq37zn4ks9k7amqjywdat7d3j2z.mca",
     .images = "@base @window @com @theme @modern @xaml @graphics ./lockapp.dll lockhostingframework.dll "
               "lockcontroller.dll windows.system.profile.systemmanufacturers.dll",
     .account = kUser,
     .seconds = 300,
     .lossy = 0.25},
    {.key = "startmenuexperiencehost.exe",
     .path =
         R"(c:\windows\systemapps\microsoft.windows.startmenuexperiencehost_cw5n1h2txyewy\startmenuexperiencehost.exe)",
     .arguments = "-servername:app.appxywbrabmsek0gm3tkwpr5kwzbs55tkqay.mca",
     .images = "@base @window @com @shell @theme @modern @xaml @graphics ./startui.dll "
               "startmenu.windows.globalcollector.dll wincorlib.dll",
     .account = kUser,
     .lossy = 0.4},
    {.key = "searchapp.exe",
     .path = R"(c:\windows\systemapps\microsoft.windows.search_cw5n1h2txyewy\searchapp.exe)",
     .arguments = "-servername:cortanaui.appx8z9r6jm96hw4bsbneegw0kyxx296wr9t.mca",
     .images = "@base @window @com @shell @theme @modern @xaml @graphics @http @crypto @tls @net edgehtml.dll "
               "chakra.dll ./cortana.core.dll msimtf.dll wincorlib.dll",
     .account = kUser,
     .lossy = 0.4},
    {.key = "applicationframehost.exe",
     .path = R"({sys}\applicationframehost.exe)",
     .arguments = "-embedding",
     .images = "@desktop @modern @graphics applicationframe.dll uxtheme.dll windows.ui.immersive.dll",
     .account = kUser,
     .seconds = 2000},
    {.key = "systemsettings.exe",
     .path = R"(c:\windows\immersivecontrolpanel\systemsettings.exe)",
     .arguments = "-servername:microsoft.windows.immersivecontrolpanel",
     .images = "@desktop @modern @xaml @graphics @crypto ./systemsettings.dll systemsettings.datamodel.dll "
               "settingsenvironment.desktop.dll policymanager.dll msvcp110_win.dll",
     .account = kUser,
     .seconds = 200},
    {.key = "audiodg.exe",
     .path = R"({sys}\audiodg.exe)",
     .arguments = "0x{hex3}",
     .images =
         "@base @com @audio audioeng.dll audiokse.dll wmalfxgfxdsp.dll propsys.dll powrprof.dll mfplat.dll rtworkq.dll",
     .account = kLocal,
     .seconds = 700,
     .lossy = 0.1},
    {.key = "wudfhost.exe",
     .path = R"({sys}\wudfhost.exe)",
     .arguments = "-hostguid:{guid} -ioeventportname:\\umdfcommunicationports\\wudf\\hostprocess-{guid}",
     .images = "@base wudfplatform.dll wudfx02000.dll devobj.dll cfgmgr32.dll wpdmtpdr.dll",
     .account = kLocal,
     .seconds = 1500,
     .lossy = 0.1},

    // What the sensors start.
    {.key = "wintap_collector.exe",
     .path = R"({pf}\wintap\wintap_collector.exe)",
     .arguments = "--flush --interval 60",
     .images = "@base @com @clr @net @crypto ./duckdb.dll ni:system.data ni:newtonsoft.json",
     .seconds = 6,
     .lossy = 0.1},
    {.key = "ssm-document-worker.exe",
     .path = R"({pf}\amazon\ssm\ssm-document-worker.exe)",
     .arguments = "{guid}",
     .images = "@base @socket powrprof.dll umpdc.dll winmm.dll @crypto userenv.dll profapi.dll",
     .seconds = 25,
     .lossy = 0.1},
    {.key = "powershell.exe/inventory",
     .path = R"({sys}\windowspowershell\v1.0\powershell.exe)",
     .arguments =
         R"(-inputformat none -noninteractive -noprofile -executionpolicy unrestricted -f c:\programdata\amazon\ssm\instancedata\i-{hex12}\document\orchestration\{guid}\awsrunpowershellscript\_script.ps1)",
     .images = "@base @window @com @clr @powershell @shell @crypto",
     .options = "0.3 @wmi | 0.2 @defence",
     .seconds = 12,
     .console = true,
     .lossy = 0.25},
};

}  // namespace

std::span<const ProgramData> windows_program_data() { return kPrograms; }

}  // namespace proclens
