// What every boot of the demo office brings up, and the jobs that run on a started machine.
#include "demo/catalogue_data.hpp"

namespace proclens {
namespace {

// Parents come first; what other jobs hang on comes early, so that the smallest datasets still have a tree.
constexpr std::string_view kBoot =
    "system; smss.exe@system; smss.exe/session@smss.exe; csrss.exe@smss.exe/session; wininit.exe@smss.exe/session; "
    "services.exe@wininit.exe; lsass.exe@wininit.exe; svchost.exe/plugplay@services.exe; "
    "svchost.exe/schedule@services.exe; "
    "smss.exe/session@smss.exe; csrss.exe@smss.exe/session; winlogon.exe@smss.exe/session; userinit.exe@winlogon.exe; "
    "explorer.exe@userinit.exe; zabbix_agentd.exe@services.exe; wintap.exe@services.exe; "
    "amazon-ssm-agent.exe@services.exe; "
    "ssm-agent-worker.exe@amazon-ssm-agent.exe; registry@system; memory compression@system; "
    "fontdrvhost.exe@wininit.exe; "
    "fontdrvhost.exe@winlogon.exe; dwm.exe@winlogon.exe; svchost.exe/rpcss@services.exe; "
    "svchost.exe/eventlog@services.exe; "
    "svchost.exe/dhcp@services.exe; svchost.exe/lmhosts@services.exe; svchost.exe/nlasvc@services.exe; "
    "svchost.exe/dnscache@services.exe; svchost.exe/lanmanworkstation@services.exe; "
    "svchost.exe/lanmanserver@services.exe; "
    "svchost.exe/cryptsvc@services.exe; svchost.exe/profsvc@services.exe; svchost.exe/themes@services.exe; "
    "svchost.exe/sens@services.exe; svchost.exe/winmgmt@services.exe; svchost.exe/gpsvc@services.exe; "
    "svchost.exe/appinfo@services.exe; svchost.exe/usermanager@services.exe; svchost.exe/bfe@services.exe; "
    "svchost.exe/mpssvc@services.exe; svchost.exe/fontcache@services.exe; "
    "svchost.exe/coremessagingregistrar@services.exe; "
    "svchost.exe/systemeventsbroker@services.exe; svchost.exe/trkwks@services.exe; "
    "svchost.exe/shellhwdetection@services.exe; "
    "spoolsv.exe@services.exe; msmpeng.exe@services.exe; sihost.exe@svchost.exe/usermanager; "
    "taskhostw.exe/boot@svchost.exe/schedule; ctfmon.exe@svchost.exe/plugplay";

constexpr std::string_view kDeskBoot =
    "svchost.exe/audiosrv@services.exe; searchindexer.exe@services.exe; securityhealthservice.exe@services.exe; "
    "startmenuexperiencehost.exe@svchost.exe/plugplay; searchapp.exe@svchost.exe/plugplay; onedrive.exe@explorer.exe";

constexpr std::string_view kServerBoot =
    "vmtoolsd.exe@services.exe; sqlservr.exe@services.exe; sqlagent.exe@services.exe; dns.exe@services.exe; "
    "svchost.exe/termservice@services.exe; searchindexer.exe@services.exe";

constexpr JobData kJobs[] = {
    // Services on demand.
    {"services.exe", 2.4, 1.92, 1.44, false, "svchost.exe/bits"},
    {"services.exe", 3.9, 3, 3.6, false, "svchost.exe/wuauserv"},
    {"services.exe", 2.0, 1.6, 1.6, false, "svchost.exe/usosvc"},
    {"services.exe", 0.63, 0.54, 0.27, false, "svchost.exe/dosvc"},
    {"services.exe", 2.2, 1.8, 1.8, false, "svchost.exe/waasmedicsvc"},
    {"services.exe", 2.2, 1.8, 0.4, false, "svchost.exe/clipsvc"},
    {"services.exe", 2.0, 1.6, 0.4, false, "svchost.exe/appxsvc"},
    {"services.exe", 0.63, 0.45, 0.14, false, "svchost.exe/licensemanager"},
    {"services.exe", 0.54, 0.45, 0.09, true, "svchost.exe/wlidsvc"},
    {"services.exe", 0.54, 0.45, 0.05, true, "svchost.exe/tokenbroker"},
    {"services.exe", 0.63, 0.45, 0.09, true, "svchost.exe/camsvc"},
    {"services.exe", 0.36, 0.27, 0.09, false, "svchost.exe/staterepository"},
    {"services.exe", 0.45, 0.36, 0.45, false, "svchost.exe/dmwappushservice"},
    {"services.exe", 0.27, 0.23, 0.27, false, "svchost.exe/diagtrack"},
    {"services.exe", 0.36, 0.36, 0.27, false, "svchost.exe/wersvc; werfault.exe*0-2@svchost.exe/wersvc"},
    {"services.exe", 0.36, 0.32, 0, true, "svchost.exe/ngcsvc"},
    {"services.exe", 0.36, 0.32, 0, true, "svchost.exe/ngcctnrsvc"},
    {"services.exe", 0.23, 0.18, 0, true, "svchost.exe/wpnservice"},
    {"services.exe", 0.27, 0.23, 0.05, false, "svchost.exe/cdpsvc"},
    {"services.exe", 0.27, 0.23, 0, true, "svchost.exe/cdpusersvc"},
    {"services.exe", 0.27, 0.23, 0, true, "svchost.exe/onesyncsvc"},
    {"services.exe", 0.9, 0.7, 1.6, false, "svchost.exe/swprv"},
    {"services.exe", 0.23, 0.18, 0.54, false, "svchost.exe/smphost"},
    {"services.exe", 0.23, 0.18, 0.27, false, "svchost.exe/defragsvc; defrag.exe@svchost.exe/defragsvc"},
    {"services.exe", 0.23, 0.14, 0, true, "svchost.exe/stisvc"},
    {"services.exe", 0.23, 0.18, 0.14, false, "svchost.exe/wdiservicehost"},
    {"services.exe", 0.14, 0.09, 0.09, false, "svchost.exe/sysmain"},
    {"services.exe", 0.23, 0.23, 0.14, true, "svchost.exe/seclogon"},
    {"services.exe", 0.18, 0.14, 0, true, "svchost.exe/wcncsvc"},
    {"services.exe", 0.18, 0.14, 0.09, true, "svchost.exe/fdrespub"},
    {"services.exe", 0.32, 0.27, 0.36, false, "svchost.exe/w32time"},
    {"services.exe", 0.41, 0.32, 0.05, false, "svchost.exe/installservice"},
    {"services.exe", 0.32, 0.27, 0.05, false, "svchost.exe/pushtoinstall"},
    {"services.exe", 6.12, 5.4, 5.04, false, "sppsvc.exe"},
    {"services.exe", 1.4, 1.2, 1.4, false, "trustedinstaller.exe"},
    {"services.exe", 0.7, 0.6, 0.5, false,
     "msiexec.exe; msiexec.exe/embedding*0-2@msiexec.exe; regsvr32.exe*0-1@msiexec.exe"},
    {"services.exe", 0.8, 0.8, 0.1, false, "officeclicktorun.exe; officec2rclient.exe*0-1@officeclicktorun.exe"},
    {"services.exe", 0.2, 0.2, 0, true, "maintenanceservice.exe"},

    // What svchost.exe starts for DCOM and from the scheduler.
    {"svchost.exe/schedule", 8.8, 7.2, 6.4, false, "taskhostw.exe"},
    {"svchost.exe/plugplay", 7.5, 6, 0.75, true, "backgroundtaskhost.exe"},
    {"svchost.exe/plugplay", 4.5, 3.8, 0.8, true, "runtimebroker.exe"},
    {"svchost.exe/plugplay", 0.96, 0.72, 0.24, true, "dllhost.exe/thumbnails"},
    {"svchost.exe/plugplay", 1.4, 1.1, 1.6, false, "dllhost.exe/system"},
    {"svchost.exe/plugplay", 0.6, 0.45, 0.15, true, "dllhost.exe/cache"},
    {"svchost.exe/plugplay", 5.2, 5.2, 8.45, false, "wmiprvse.exe"},
    {"svchost.exe/plugplay", 19.2, 16, 12.8, false, "mousocoreworker.exe"},
    {"svchost.exe/plugplay", 1.4, 1.2, 1.4, false, "tiworker.exe"},
    {"svchost.exe/plugplay", 1.6, 1.4, 0.2, true, "smartscreen.exe"},
    {"svchost.exe/plugplay", 0.3, 0.25, 0, true, "lockapp.exe"},
    {"svchost.exe/plugplay", 0.25, 0.2, 0.05, true, "applicationframehost.exe"},
    {"svchost.exe/plugplay", 0.3, 0.3, 0.05, true, "systemsettings.exe"},
    {"svchost.exe/plugplay", 0.3, 0.15, 0, true, "filecoauth.exe"},
    {"svchost.exe/plugplay", 0.4, 0.15, 0, true, "calculatorapp.exe"},
    {"svchost.exe/appinfo", 0.9, 1.2, 0.5, true, "consent.exe"},
    {"svchost.exe/schedule", 2.4, 2.0, 1.6, false, "usoclient.exe"},
    {"svchost.exe/schedule", 1.2, 1.0, 1.0, false,
     "compattelrunner.exe; compattelrunner.exe/inventory*1-3@compattelrunner.exe"},
    {"svchost.exe/schedule", 1.98, 2.34, 1.8, false, "ngentask.exe; ngen.exe@ngentask.exe; mscorsvw.exe*2-9@ngen.exe"},
    {"svchost.exe/schedule", 0.8, 0.7, 0.5, false, "cleanmgr.exe; dismhost.exe*1-1@cleanmgr.exe"},
    {"svchost.exe/schedule", 1.6, 1.4, 1.4, false, "mpcmdrun.exe"},
    {"svchost.exe/schedule", 1.6, 1.3, 1.2, false, "wermgr.exe"},
    {"svchost.exe/schedule", 0.66, 0.54, 0.6, false, "wsqmcons.exe"},
    {"svchost.exe/schedule", 0.54, 0.48, 0.24, false, "dsregcmd.exe"},
    {"svchost.exe/schedule", 0.8, 0.7, 0.6, false, "sihclient.exe"},
    {"svchost.exe/schedule", 0.54, 0.42, 0.3, false, "upfc.exe"},
    {"svchost.exe/schedule", 0.9, 0.9, 0.5, true, "rundll32.exe"},
    {"svchost.exe/gpsvc", 0.8, 0.7, 0.9, false,
     "gpscript.exe; wscript.exe*0-1@gpscript.exe; cmd.exe/task*0-1@gpscript.exe; net.exe*0-2@cmd.exe/task"},
    {"svchost.exe/schedule", 0.6, 0.6, 0.8, false, "gpupdate.exe"},
    {"svchost.exe/schedule", 2.88, 2.52, 0.72, false,
     "microsoftedgeupdate.exe; microsoftedgeupdate.exe*0-3@microsoftedgeupdate.exe; "
     "microsoftedge_x64.exe*0-1@microsoftedgeupdate.exe; setup.exe/edge*0-1@microsoftedge_x64.exe"},
    {"svchost.exe/schedule", 1.0, 1.0, 0.2, false, "googleupdate.exe; googleupdate.exe*0-3@googleupdate.exe"},
    {"svchost.exe/schedule", 0.54, 0.42, 0, true, "onedrivestandaloneupdater.exe"},
    {"svchost.exe/schedule", 0.35, 0.2, 0, true, "adobearm.exe"},
    {"svchost.exe/schedule", 0.6, 0.7, 2.4, false,
     "cmd.exe/task; robocopy.exe*0-2@cmd.exe/task; 7z.exe*0-1@cmd.exe/task; timeout.exe*0-1@cmd.exe/task; "
     "schtasks.exe*0-1@cmd.exe/task"},
    {"svchost.exe/audiosrv", 0.9, 0.6, 0.0, true, "audiodg.exe"},
    {"services.exe", 0.15, 0.1, 0, true, "wudfhost.exe"},
    {"searchindexer.exe", 1.8, 1.5, 0.7, true, "searchprotocolhost.exe; searchfilterhost.exe@searchprotocolhost.exe"},
    {"winlogon.exe", 0.5, 0.4, 0.3, true, "logonui.exe"},

    // The agents.
    {"wintap.exe", 1.4, 1.4, 1.6, false, "wintap_collector.exe"},
    {"ssm-agent-worker.exe", 0.8, 0.8, 1.6, false,
     "ssm-document-worker.exe; powershell.exe/inventory*1-2@ssm-document-worker.exe; "
     "whoami.exe*0-1@powershell.exe/inventory; systeminfo.exe*0-1@powershell.exe/inventory"},
    {"zabbix_agentd.exe", 2.4, 2.4, 6.0, false,
     "cmd.exe/check; powershell.exe/check*0-1@cmd.exe/check; wmic.exe*0-1@cmd.exe/check; sc.exe*0-2@cmd.exe/check; "
     "cscript.exe*0-1@cmd.exe/check"},

    // People at their desks.
    {"explorer.exe", 1.7, 1.2, 0.1, true,
     "chrome.exe; chrome.exe/crashpad@chrome.exe; chrome.exe/gpu@chrome.exe; chrome.exe/network@chrome.exe; "
     "chrome.exe/storage@chrome.exe; chrome.exe/renderer*4-16@chrome.exe"},
    {"explorer.exe", 1.5, 0.9, 0.2, true,
     "msedge.exe; msedge.exe/crashpad@msedge.exe; msedge.exe/gpu@msedge.exe; msedge.exe/utility*1-3@msedge.exe; "
     "msedge.exe/renderer*3-12@msedge.exe; identity_helper.exe*0-1@msedge.exe"},
    {"explorer.exe", 0.5, 0.6, 0.1, true,
     "firefox.exe; firefox.exe/gpu@firefox.exe; firefox.exe/content*4-10@firefox.exe; pingsender.exe*0-1@firefox.exe"},
    {"explorer.exe", 1.0, 0.7, 0.0, true, "outlook.exe; splwow64.exe*0-1@outlook.exe"},
    {"explorer.exe", 1.3, 0.6, 0.0, true, "winword.exe; splwow64.exe*0-1@winword.exe"},
    {"explorer.exe", 1.4, 0.6, 0.1, true, "excel.exe; splwow64.exe*0-1@excel.exe"},
    {"explorer.exe", 0.7, 0.4, 0.0, true, "powerpnt.exe"},
    {"explorer.exe", 0.15, 0.05, 0, true, "onenotem.exe"},
    {"explorer.exe", 0.6, 0.5, 0.0, true, "ms-teams.exe; msedgewebview2.exe*3-6@ms-teams.exe"},
    {"explorer.exe", 0.2, 0.7, 0.0, true, "slack.exe; slack.exe/renderer*3-5@slack.exe"},
    {"explorer.exe", 0.7, 0.5, 0.0, true, "zoom.exe; zoom.exe*0-1@zoom.exe"},
    {"explorer.exe", 0.9, 0.3, 0.0, true, "acrobat.exe; acrocef.exe*2-5@acrobat.exe"},
    {"explorer.exe", 1.6, 1.6, 0.6, true, "notepad.exe"},
    {"explorer.exe", 0.15, 0.05, 0, true, "mspaint.exe"},
    {"explorer.exe", 0.7, 0.4, 0.0, true, "snippingtool.exe"},
    {"explorer.exe", 0.6, 0.6, 0.1, true, "7zfm.exe"},
    {"explorer.exe", 0.1, 0.05, 0, true, "vlc.exe"},
    {"explorer.exe", 0.2, 0.4, 0.0, true, "spotify.exe; spotify.exe*2-4@spotify.exe"},
    {"explorer.exe", 0.6, 0.4, 0.1, true, "rundll32.exe"},
    {"explorer.exe", 0.2, 0, 0, true, "mshta.exe"},
    {"explorer.exe", 0.5, 0.8, 0.8, true, "mstsc.exe"},

    // Shells, development, administration.
    {"explorer.exe", 0.6, 1.3, 1.0, true,
     "cmd.exe; ipconfig.exe*0-1@cmd.exe; ping.exe*0-2@cmd.exe; whoami.exe*0-1@cmd.exe; net.exe*0-2@cmd.exe; "
     "net1.exe*0-1@net.exe; netsh.exe*0-1@cmd.exe; tasklist.exe*0-1@cmd.exe; findstr.exe*0-2@cmd.exe; "
     "reg.exe*0-2@cmd.exe"},
    {"explorer.exe", 0.25, 0.9, 1.2, true,
     "powershell.exe; whoami.exe*0-1@powershell.exe; ipconfig.exe*0-1@powershell.exe; sc.exe*0-2@powershell.exe; "
     "curl.exe*0-1@powershell.exe"},
    {"explorer.exe", 0.0, 0.3, 0.5, true, "powershell_ise.exe"},
    {"explorer.exe", 0.0, 0.4, 0.2, true, "pwsh.exe; git.exe*0-3@pwsh.exe; dotnet.exe*0-2@pwsh.exe"},
    {"explorer.exe", 0.0, 1.8, 0.1, true,
     "bash.exe; git.exe*1-6@bash.exe; git-remote-https.exe*0-1@git.exe; ls.exe*1-6@bash.exe; grep.exe*0-3@bash.exe; "
     "sed.exe*0-2@bash.exe; ssh.exe*0-1@bash.exe"},
    {"explorer.exe", 0.0, 1.3, 0.0, true,
     "code.exe; code.exe/gpu@code.exe; code.exe/renderer*1-3@code.exe; code.exe/extensions*1-2@code.exe; "
     "code.exe/terminal@code.exe; powershell.exe*0-1@code.exe/terminal; git.exe*3-14@code.exe/extensions; "
     "python.exe/pylance*0-6@code.exe/extensions; node.exe*0-2@code.exe/extensions"},
    {"explorer.exe", 0.05, 1.2, 0.3, true, "cmd.exe; python.exe*1-4@cmd.exe; python.exe*0-2@python.exe"},
    {"svchost.exe/schedule", 0.05, 0.5, 0.9, false, "cmd.exe/task; python.exe/report*1-3@cmd.exe/task"},
    {"explorer.exe", 0.0, 0.7, 0.0, true, "cmd.exe; node.exe*1-4@cmd.exe; git.exe*0-1@node.exe"},
    {"explorer.exe", 0.0, 0.6, 0.0, true,
     "devenv.exe; msbuild.exe*1-3@devenv.exe; cl.exe*2-12@msbuild.exe; link.exe*1-2@msbuild.exe; "
     "vbcscompiler.exe*0-1@msbuild.exe"},
    {"explorer.exe", 0.0, 0.5, 0.1, true, "cmd.exe; dotnet.exe*1-4@cmd.exe"},
    {"explorer.exe", 0.05, 0.4, 0.1, true, "cmd.exe; java.exe*1-2@cmd.exe"},
    {"explorer.exe", 0.0, 0.5, 0.1, true, "cmd.exe; docker.exe*1-4@cmd.exe; wsl.exe*0-1@cmd.exe"},
    {"services.exe", 0.0, 0.2, 0.1, true, "vmwp.exe"},
    {"explorer.exe", 0.1, 0.5, 2.0, true, "mmc.exe"},
    {"explorer.exe", 0.05, 0.2, 0.25, true, "regedit.exe"},
    {"explorer.exe", 0.4, 0.7, 0.8, true, "taskmgr.exe"},
    {"explorer.exe", 0, 0.2, 0.2, true, "procexp64.exe"},
    {"explorer.exe", 0.0, 0.2, 0.7, true,
     "cmd.exe; psexec64.exe*1-2@cmd.exe; systeminfo.exe*0-1@cmd.exe; schtasks.exe*0-1@cmd.exe"},
    {"explorer.exe", 0.0, 0.2, 0.3, true, "wireshark.exe; dumpcap.exe*1-3@wireshark.exe"},
    {"explorer.exe", 0.0, 0.3, 0.6, true, "ssms.exe"},
    {"svchost.exe/schedule", 0.0, 0.0, 2.2, false, "cmd.exe/task; sqlcmd.exe*1-3@cmd.exe/task"},
    {"services.exe", 0.0, 0.0, 1.2, false, "veeamagent.exe"},
    {"services.exe", 0.0, 0.0, 1.4, false, "svchost.exe/was; w3wp.exe@svchost.exe/was"},
    {"svchost.exe/schedule", 0.2, 0.2, 0.2, false, "cscript.exe"},
};

}  // namespace

std::span<const JobData> job_data() { return kJobs; }
std::string_view boot_steps() { return kBoot; }
std::string_view desk_boot_steps() { return kDeskBoot; }
std::string_view server_boot_steps() { return kServerBoot; }

}  // namespace proclens
