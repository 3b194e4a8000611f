// Groups of images that Windows programs load together, and what paths vary by.
#include "demo/catalogue_data.hpp"

namespace proclens {
namespace {

using By = PlaceholderData::By;

constexpr PlaceholderData kPlaceholders[] = {
    {"sys", By::build, R"(c:\windows\system32)"},
    {"wow", By::build, R"(c:\windows\syswow64)"},
    {"net", By::build, R"(c:\windows\microsoft.net\framework64\v4.0.30319)"},
    {"pf", By::build, R"(c:\program~files)"},
    {"pf86", By::build, R"(c:\program~files~(x86))"},
    {"build", By::build, "19041.3636 19041.4046 22621.3155"},
    {"sidebyside", By::build, "60b6a03d71f818d5 2a9cbf9ad1ac0f6b 4d1f8c1a7c2b3e90"},
    {"gpu3d", By::graphics,
     R"(iigd_dch.inf_amd64_1a2c9e35f7d84b60\igd10iumd64.dll nv_dispi.inf_amd64_6fe0c0d59a1b3c77\nvwgf2umx.dll )"
     R"(u0396210.inf_amd64_90c8d3a2b1e4f556\atidxx64.dll)"},
    {"gpuhelp", By::graphics,
     R"(iigd_dch.inf_amd64_1a2c9e35f7d84b60\igdgmm64.dll nv_dispi.inf_amd64_6fe0c0d59a1b3c77\nvldumdx.dll )"
     R"(u0396210.inf_amd64_90c8d3a2b1e4f556\aticfx64.dll)"},
    {"chrome", By::release, "122.0.6261.95 122.0.6261.112"},
    {"edge", By::release, "122.0.2365.59 122.0.2365.80"},
    {"teams", By::release, "24004.1309.2689.2246 24033.811.2738.2546"},
    {"onedrive", By::release, "24.025.0204.0003 24.030.0211.0002"},
    {"defender", By::release, "4.18.24010.12-0 4.18.24020.7-0"},
    {"code", By::release, "1.86.2 1.87.0"},
    {"user", By::user, ""},
    {"ni", By::golden, "", 16},
    {"msi", By::chance, "1a2c 3f07 5be1 9d40 a1f8 c603 e4b9 f27d"},
    {"temp", By::chance,
     "4b6f1c20-9a3e-4d17-8e55-0c7d2b91af36 a81d03e7-52c9-4f6b-b0e4-96d7f3c81a25 e2c7950b-1d48-4a9f-93b6-7f05d8ae4c61"},
};

constexpr ImageSetData kImageSets[] = {
    {"core", "ntdll.dll kernel32.dll kernelbase.dll"},
    {"wow64", R"({sys}\wow64.dll {sys}\wow64base.dll {sys}\wow64con.dll {sys}\wow64cpu.dll {sys}\wow64win.dll)"},
    {"base", "@core ucrtbase.dll msvcrt.dll sechost.dll rpcrt4.dll advapi32.dll bcryptprimitives.dll"},
    {"service",
     "@base combase.dll kernel.appcore.dll oleaut32.dll clbcatq.dll user32.dll win32u.dll gdi32.dll gdi32full.dll "
     "msvcp_win.dll powrprof.dll umpdc.dll profapi.dll cfgmgr32.dll bcrypt.dll sspicli.dll cryptbase.dll wintypes.dll "
     "ntmarta.dll userenv.dll wldp.dll"},
    {"window",
     "user32.dll win32u.dll gdi32.dll gdi32full.dll msvcp_win.dll imm32.dll cryptbase.dll uxtheme.dll msctf.dll"},
    {"com",
     "combase.dll ole32.dll oleaut32.dll clbcatq.dll kernel.appcore.dll user32.dll win32u.dll gdi32.dll gdi32full.dll "
     "msvcp_win.dll imm32.dll bcrypt.dll shcore.dll shlwapi.dll wintypes.dll profapi.dll"},
    {"shell",
     "shell32.dll shcore.dll shlwapi.dll windows.storage.dll wldp.dll profapi.dll propsys.dll cfgmgr32.dll apphelp.dll "
     "sspicli.dll userenv.dll wintypes.dll urlmon.dll iertutil.dll srvcli.dll netutils.dll edputil.dll virtdisk.dll"},
    {"power", "powrprof.dll umpdc.dll"},
    {"theme",
     "uxtheme.dll dwmapi.dll msctf.dll textinputframework.dll coremessaging.dll coreuicomponents.dll wintypes.dll "
     "ntmarta.dll"},
    {"controls",
     R"(c:\windows\winsxs\amd64_microsoft.windows.common-controls_6595b64144ccf1df_6.0.{build}_none_{sidebyside}\comctl32.dll)"},
    {"controls32",
     R"(c:\windows\winsxs\x86_microsoft.windows.common-controls_6595b64144ccf1df_6.0.{build}_none_{sidebyside}\comctl32.dll)"},
    {"gdiplus",
     R"(c:\windows\winsxs\amd64_microsoft.windows.gdiplus_6595b64144ccf1df_1.1.{build}_none_{sidebyside}\gdiplus.dll)"},
    {"desktop", "@base @window @com @shell @theme @controls"},
    {"socket", "ws2_32.dll mswsock.dll iphlpapi.dll nsi.dll"},
    {"net", "@socket dnsapi.dll winnsi.dll dhcpcsvc.dll dhcpcsvc6.dll rasadhlp.dll fwpuclnt.dll"},
    {"http", "winhttp.dll wininet.dll urlmon.dll iertutil.dll srvcli.dll netutils.dll"},
    {"crypto", "crypt32.dll msasn1.dll cryptbase.dll cryptsp.dll rsaenh.dll bcrypt.dll"},
    {"trust", "wintrust.dll imagehlp.dll gpapi.dll cryptnet.dll"},
    {"tls", "ncrypt.dll ntasn1.dll schannel.dll mskeyprotect.dll ncryptsslp.dll sspicli.dll dpapi.dll"},
    {"account", "userenv.dll profapi.dll samcli.dll netapi32.dll wkscli.dll logoncli.dll ntmarta.dll"},
    {"setup", "setupapi.dll cfgmgr32.dll devobj.dll wintrust.dll crypt32.dll msasn1.dll"},
    {"graphics",
     "dxgi.dll d3d11.dll dcomp.dll d2d1.dll dwrite.dll dxcore.dll resourcepolicyclient.dll windowscodecs.dll "
     R"({sys}\driverstore\filerepository\{gpu3d} {sys}\driverstore\filerepository\{gpuhelp})"},
    {"media", "mf.dll mfplat.dll rtworkq.dll mfperfhelper.dll mfh264enc.dll msmpeg2vdec.dll avrt.dll winmm.dll"},
    {"audio", "mmdevapi.dll audioses.dll avrt.dll winmm.dll devobj.dll"},
    {"print", "winspool.drv prntvpt.dll compstui.dll printui.dll puiapi.dll"},
    {"wmi",
     R"(wbemcomn.dll {sys}\wbem\wbemprox.dll {sys}\wbem\wbemsvc.dll {sys}\wbem\fastprox.dll {sys}\wbem\wmiutils.dll)"},
    {"modern",
     "twinapi.appcore.dll windows.ui.dll windowmanagementapi.dll inputhost.dll rometadata.dll mrmcorer.dll "
     "bcp47langs.dll bcp47mrm.dll rmclient.dll windows.applicationmodel.dll execmodelproxy.dll"},
    {"xaml",
     "windows.ui.xaml.dll windows.ui.immersive.dll threadpoolwinrt.dll uiautomationcore.dll "
     "windows.globalization.dll languageoverlayutil.dll dataexchange.dll biwinrt.dll"},
    {"clr",
     R"(mscoree.dll version.dll {net}\mscoreei.dll {net}\clr.dll {net}\clrjit.dll vcruntime140_clr0400.dll )"
     R"(ucrtbase_clr0400.dll c:\windows\assembly\nativeimages_v4.0.30319_64\mscorlib\a9f34ad0c7ee5f4b1e3c\mscorlib.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\system\51b7c9d0f44a8e2c7b91\system.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\system.core\4d3ee1f60b7ac9025d18\system.core.ni.dll)"},
    {"powershell",
     R"(atl.dll amsi.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\system.manaa57fc8cc#\b28f1c6d5e\system.management.automation.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\microsoft.pb378ec07#\7c0ad9e4b1\microsoft.powershell.consolehost.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\microsoft.p521220ea#\90be3f27ac\microsoft.powershell.commands.utility.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\microsoft.p1706cafe#\15ad0be9f3\microsoft.powershell.commands.management.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\microsoft.powershell.security\d0fa7713bc\microsoft.powershell.security.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\system.configuration\c51e0f88a2\system.configuration.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\system.xml\8711ec25bf\system.xml.ni.dll )"
     R"(c:\windows\assembly\nativeimages_v4.0.30319_64\system.management\3be07f94d1\system.management.ni.dll)"},
    {"credentials", "samlib.dll vaultcli.dll cryptdll.dll dpapi.dll netapi32.dll wdigest.dll kerberos.dll"},
    {"defence", R"(amsi.dll c:\programdata\microsoft\windows~defender\platform\{defender}\mpoav.dll)"},
    {"msys", R"({pf}\git\usr\bin\msys-2.0.dll {pf}\git\usr\bin\msys-intl-8.dll {pf}\git\usr\bin\msys-iconv-2.dll )"
             R"({pf}\git\usr\bin\msys-gcc_s-seh-1.dll)"},
    {"python", R"({pf}\python311\python3.dll {pf}\python311\python311.dll {pf}\python311\vcruntime140.dll )"
               R"({pf}\python311\vcruntime140_1.dll)"},
    {"pythonlib",
     R"({pf}\python311\dlls\_bz2.pyd {pf}\python311\dlls\_lzma.pyd {pf}\python311\dlls\_socket.pyd )"
     R"({pf}\python311\dlls\select.pyd {pf}\python311\dlls\_hashlib.pyd {pf}\python311\dlls\libcrypto-1_1.dll )"
     R"({pf}\python311\dlls\_ssl.pyd {pf}\python311\dlls\libssl-1_1.dll {pf}\python311\dlls\_ctypes.pyd )"
     R"({pf}\python311\dlls\libffi-8.dll {pf}\python311\dlls\_queue.pyd {pf}\python311\dlls\_asyncio.pyd )"
     R"({pf}\python311\dlls\_overlapped.pyd {pf}\python311\dlls\unicodedata.pyd)"},
    {"numeric",
     R"({pf}\python311\lib\site-packages\numpy\core\_multiarray_umath.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\.libs\libopenblas64__v0.3.23-gcc_10_3_0.dll )"
     R"({pf}\python311\lib\site-packages\numpy\linalg\_umath_linalg.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\fft\_pocketfft_internal.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\random\mtrand.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\random\_generator.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\lib.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\hashtable.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\algos.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\join.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\parsers.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\tslibs\timestamps.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\tslibs\offsets.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pyarrow\arrow.dll {pf}\python311\lib\site-packages\pyarrow\parquet.dll )"
     R"({pf}\python311\lib\site-packages\pyarrow\lib.cp311-win_amd64.pyd)"},
    {"chromium",
     "secur32.dll sspicli.dll cryptbase.dll bcrypt.dll crypt32.dll msasn1.dll wintrust.dll userenv.dll profapi.dll "
     "iphlpapi.dll dhcpcsvc.dll winhttp.dll ws2_32.dll cfgmgr32.dll powrprof.dll umpdc.dll propsys.dll "
     "uiautomationcore.dll dcomp.dll dxgi.dll dwmapi.dll kernel.appcore.dll combase.dll ole32.dll oleaut32.dll "
     "shcore.dll "
     "shell32.dll shlwapi.dll clbcatq.dll winspool.drv oleacc.dll ntmarta.dll winmm.dll version.dll dbghelp.dll"},
    {"electron",
     "@desktop @net @crypto @tls @graphics @media winspool.drv dbghelp.dll dbgcore.dll userenv.dll "
     "wtsapi32.dll winsta.dll hid.dll oleacc.dll uiautomationcore.dll"},
    {"officeshared",
     R"({pf}\microsoft~office\root\office16\mso.dll {pf}\microsoft~office\root\office16\mso20win32client.dll )"
     R"({pf}\microsoft~office\root\office16\mso30win32client.dll {pf}\microsoft~office\root\office16\mso40uiwin32client.dll )"
     R"({pf}\microsoft~office\root\office16\mso98win32client.dll {pf}\microsoft~office\root\office16\mso50win32client.dll )"
     R"({pf}\microsoft~office\root\office16\riched20.dll {pf}\microsoft~office\root\office16\msptls.dll )"
     R"({pf}\microsoft~office\root\office16\chart.dll {pf}\microsoft~office\root\office16\gfx.dll )"
     R"({pf}\microsoft~office\root\office16\oart.dll {pf}\microsoft~office\root\office16\ivy.dll )"
     R"({pf}\microsoft~office\root\office16\adal.dll {pf}\common~files\microsoft~shared\clicktorun\appvisvsubsystems64.dll )"
     R"({pf}\microsoft~office\root\office16\c2r64.dll {pf}\microsoft~office\root\vfs\system\msvcp140.dll )"
     R"({pf}\microsoft~office\root\vfs\system\vcruntime140.dll {pf}\microsoft~office\root\vfs\system\vcruntime140_1.dll)"},
    {"assemblies",
     "ni:accessibility ni:custommarshalers ni:microsoft.build ni:microsoft.build.framework "
     "ni:microsoft.build.utilities.core "
     "ni:microsoft.csharp ni:microsoft.jscript ni:microsoft.visualbasic ni:microsoft.visualc ni:microsoft.vsa "
     "ni:microsoft.windows.diagnosis ni:microsoft.wsman.management ni:mmcfxcommon ni:mmcex ni:presentationcore "
     "ni:presentationframework ni:presentationframework.aero2 ni:presentationbuildtasks ni:reachframework "
     "ni:smdiagnostics ni:sysglobl ni:system.activities ni:system.activities.presentation ni:system.addin "
     "ni:system.componentmodel.composition ni:system.componentmodel.dataannotations ni:system.configuration.install "
     "ni:system.data ni:system.data.datasetextensions ni:system.data.entity ni:system.data.linq "
     "ni:system.data.oracleclient ni:system.data.services ni:system.data.sqlxml ni:system.deployment ni:system.design "
     "ni:system.directoryservices ni:system.directoryservices.accountmanagement ni:system.directoryservices.protocols "
     "ni:system.drawing ni:system.drawing.design ni:system.dynamic ni:system.enterpriseservices "
     "ni:system.identitymodel ni:system.identitymodel.selectors ni:system.identitymodel.services "
     "ni:system.io.compression ni:system.io.compression.filesystem ni:system.io.log "
     "ni:system.management.instrumentation "
     "ni:system.messaging ni:system.net ni:system.net.http ni:system.net.http.webrequest ni:system.numerics "
     "ni:system.numerics.vectors ni:system.printing ni:system.reflection.context ni:system.runtime "
     "ni:system.runtime.caching ni:system.runtime.durableinstancing ni:system.runtime.remoting "
     "ni:system.runtime.serialization ni:system.runtime.windowsruntime ni:system.security ni:system.servicemodel "
     "ni:system.servicemodel.activation ni:system.servicemodel.activities ni:system.servicemodel.discovery "
     "ni:system.servicemodel.internals ni:system.servicemodel.routing ni:system.servicemodel.web "
     "ni:system.serviceprocess ni:system.speech ni:system.transactions ni:system.web ni:system.web.abstractions "
     "ni:system.web.applicationservices ni:system.web.dynamicdata ni:system.web.entity ni:system.web.extensions "
     "ni:system.web.mobile ni:system.web.regularexpressions ni:system.web.routing ni:system.web.services "
     "ni:system.windows ni:system.windows.controls.ribbon ni:system.windows.forms "
     "ni:system.windows.forms.datavisualization ni:system.windows.input.manipulations ni:system.windows.presentation "
     "ni:system.workflow.activities ni:system.workflow.componentmodel ni:system.workflow.runtime "
     "ni:system.workflowservices ni:system.xaml ni:system.xaml.hosting ni:system.xml.linq ni:system.xml.serialization "
     "ni:taskscheduler ni:uiautomationclient ni:uiautomationclientsideproviders ni:uiautomationprovider "
     "ni:uiautomationtypes ni:wcf-m_sm_rtc ni:windowsbase ni:windowsformsintegration ni:wsatconfig ni:xsdbuild "
     "ni:microsoft.office.interop.excel ni:microsoft.office.interop.outlook ni:microsoft.office.interop.word "
     "ni:microsoft.sqlserver.smo ni:microsoft.sqlserver.sqlenum ni:microsoft.sqlserver.dac ni:newtonsoft.json "
     "ni:entityframework ni:nlog ni:log4net"},
    // Pools: each process takes a few of many.
    {"wmiproviders",
     R"({sys}\wbem\cimwin32.dll framedynos.dll {sys}\wbem\wmiperfclass.dll {sys}\wbem\wmiperfinst.dll {sys}\wbem\ntevt.dll )"
     R"({sys}\wbem\stdprov.dll {sys}\wbem\wmipicmp.dll {sys}\wbem\wmipdskq.dll {sys}\wbem\wmipiprt.dll {sys}\wbem\wmiprov.dll )"
     R"({sys}\wbem\msiprov.dll {sys}\wbem\policman.dll {sys}\wbem\dsprov.dll {sys}\wbem\smtpcons.dll {sys}\wbem\wbemcons.dll )"
     R"({sys}\wbem\mistreamprov.dll {sys}\wbem\netadaptercim.dll {sys}\wbem\nettcpip.dll {sys}\wbem\dnsclientcim.dll )"
     R"({sys}\wbem\wmidcprv.dll {sys}\wbem\win32_encryptablevolume.dll {sys}\wbem\win32_tpm.dll {sys}\wbem\protectionmanagement.dll )"
     R"({sys}\wbem\servercompprov.dll {sys}\wbem\vdswmi.dll {sys}\wbem\volsnapshot.dll {sys}\wbem\powermeterprovider.dll )"
     R"({sys}\wbem\lsasrvprov.dll {sys}\wbem\rsop.dll {sys}\wbem\dmwmibridgeprov.dll {sys}\wbem\wfascim.dll {sys}\wbem\ppcrsopcompschema.dll )"
     R"({sys}\wbem\storagewmi.dll {sys}\wbem\mdmappprov.dll {sys}\wbem\netpeerdistcim.dll {sys}\wbem\deploymentprov.dll )"
     "perfos.dll perfproc.dll perfdisk.dll perfnet.dll pdh.dll winbrand.dll wtsapi32.dll provthrd.dll wevtapi.dll "
     "miutils.dll"},
    {"shellextensions",
     R"({pf}\7-zip\7-zip.dll {pf}\notepad++\nppshell.dll {pf}\git\git-bash-shell.dll {pf}\tortoisegit\bin\tortoisegit.dll )"
     R"({pf}\tortoisegit\bin\tortoiseoverlays.dll {pf}\adobe\acrobat~dc\acrobat~elements\contextmenushim64.dll )"
     R"({pf}\adobe\acrobat~dc\acrobat\pdfprevhndlr.dll {pf}\microsoft~office\root\office16\grooveex.dll )"
     R"({pf}\microsoft~office\root\office16\visshe.dll {pf}\microsoft~office\root\office16\msoshext.dll )"
     R"({pf}\common~files\microsoft~shared\office16\msoxev.dll {pf}\windows~defender\shellext.dll )"
     R"(c:\users\{user}\appdata\local\microsoft\onedrive\{onedrive}\filesyncshell64.dll {pf}\intel\graphics\igfxdtcm.dll )"
     R"({pf}\nvidia~corporation\display\nvshext.dll {pf}\vmware\vmware~workstation\vmdkshellext.dll {pf}\beyond~compare~4\bcshellex64.dll )"
     "acppage.dll cscui.dll dfsshlex.dll dragdropexperiencecommon.dll ehstorshell.dll explorerframe.dll fdprint.dll "
     "fontext.dll "
     "ieframe.dll linkinfo.dll mydocs.dll networkexplorer.dll ntshrui.dll photometadatahandler.dll playtodevice.dll "
     "portabledeviceapi.dll provsvc.dll rshx32.dll searchfolder.dll sendmail.dll shdocvw.dll srchadmin.dll "
     "stobject.dll "
     "structuredquery.dll syncreg.dll thumbcache.dll twext.dll twinui.dll windowscodecs.dll wkspbrokerax.dll "
     "workfoldersshell.dll "
     "wpdshext.dll wshext.dll xpsshhdr.dll zipfldr.dll"},
    {"pythonpackages",
     R"({pf}\python311\dlls\_decimal.pyd {pf}\python311\dlls\_elementtree.pyd {pf}\python311\dlls\_msi.pyd {pf}\python311\dlls\_multiprocessing.pyd )"
     R"({pf}\python311\dlls\_sqlite3.pyd {pf}\python311\dlls\sqlite3.dll {pf}\python311\dlls\_tkinter.pyd {pf}\python311\dlls\tcl86t.dll )"
     R"({pf}\python311\dlls\tk86t.dll {pf}\python311\dlls\_uuid.pyd {pf}\python311\dlls\_zoneinfo.pyd {pf}\python311\dlls\pyexpat.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\random\_mt19937.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\numpy\random\_pcg64.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\random\_philox.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\numpy\random\_sfc64.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\numpy\random\bit_generator.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\pandas\_libs\groupby.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\reshape.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\pandas\_libs\sparse.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\writers.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\pandas\_libs\json.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\window\aggregations.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\pandas\_libs\window\indexers.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\tslibs\parsing.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\pandas\_libs\tslibs\period.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\pandas\_libs\tslibs\timedeltas.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\pandas\_libs\tslibs\timezones.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\scipy\linalg\_fblas.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\scipy\optimize\_lbfgsb.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\scipy\special\_ufuncs.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\scipy\spatial\_ckdtree.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\scipy\stats\_stats.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\scipy\interpolate\_bspl.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\sklearn\utils\_openmp_helpers.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\sklearn\cluster\_k_means_lloyd.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\sklearn\linear_model\_cd_fast.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\sklearn\neighbors\_kd_tree.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\torch\lib\torch_cpu.dll {pf}\python311\lib\site-packages\torch\lib\torch_python.dll )"
     R"({pf}\python311\lib\site-packages\torch\lib\c10.dll {pf}\python311\lib\site-packages\torch\lib\fbgemm.dll {pf}\python311\lib\site-packages\torch\lib\libiomp5md.dll )"
     R"({pf}\python311\lib\site-packages\lightgbm\lib_lightgbm.dll {pf}\python311\lib\site-packages\xgboost\lib\xgboost.dll )"
     R"({pf}\python311\lib\site-packages\pythonwin\win32ui.pyd {pf}\python311\lib\site-packages\win32\win32api.pyd {pf}\python311\lib\site-packages\win32\win32event.pyd )"
     R"({pf}\python311\lib\site-packages\win32\win32file.pyd {pf}\python311\lib\site-packages\win32\win32process.pyd {pf}\python311\lib\site-packages\psutil\_psutil_windows.pyd )"
     R"({pf}\python311\lib\site-packages\zmq\backend\cython\_zmq.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\greenlet\_greenlet.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\sqlalchemy\cyextension\collections.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\matplotlib\_image.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\kiwisolver\_cext.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\contourpy\_contourpy.cp311-win_amd64.pyd )"
     R"({pf}\python311\lib\site-packages\shapely\lib.cp311-win_amd64.pyd {pf}\python311\lib\site-packages\cv2\cv2.pyd )"
     R"(c:\users\{user}\src\.venv\lib\site-packages\markupsafe\_speedups.cp311-win_amd64.pyd c:\users\{user}\src\.venv\lib\site-packages\aiohttp\_http_parser.cp311-win_amd64.pyd )"
     R"(c:\users\{user}\src\.venv\lib\site-packages\frozenlist\_frozenlist.cp311-win_amd64.pyd c:\users\{user}\src\.venv\lib\site-packages\multidict\_multidict.cp311-win_amd64.pyd )"
     R"(c:\users\{user}\src\.venv\lib\site-packages\yarl\_quoting_c.cp311-win_amd64.pyd c:\users\{user}\src\.venv\lib\site-packages\pydantic_core\_pydantic_core.cp311-win_amd64.pyd )"
     R"(c:\users\{user}\src\.venv\lib\site-packages\grpc\_cython\cygrpc.cp311-win_amd64.pyd c:\users\{user}\src\.venv\lib\site-packages\msgpack\_cmsgpack.cp311-win_amd64.pyd )"
     R"(c:\users\{user}\src\.venv\lib\site-packages\regex\_regex.cp311-win_amd64.pyd c:\users\{user}\src\.venv\lib\site-packages\ujson.cp311-win_amd64.pyd)"},
    {"editorextensions",
     R"(c:\users\{user}\.vscode\extensions\ms-vscode.cpptools-1.19.4\bin\addon.node c:\users\{user}\.vscode\extensions\github.copilot-1.168.0\dist\tree-sitter.node )"
     R"(c:\users\{user}\.vscode\extensions\github.copilot-chat-0.12.2\dist\tree-sitter.node c:\users\{user}\.vscode\extensions\rust-lang.rust-analyzer-0.3.1868\native.node )"
     R"(c:\users\{user}\.vscode\extensions\ms-dotnettools.csharp-2.18.16\native.node c:\users\{user}\.vscode\extensions\ms-dotnettools.csdevkit-1.3.10\native.node )"
     R"(c:\users\{user}\.vscode\extensions\ms-vscode-remote.remote-wsl-0.86.0\native.node c:\users\{user}\.vscode\extensions\ms-vscode-remote.remote-ssh-0.109.0\native.node )"
     R"(c:\users\{user}\.vscode\extensions\ms-toolsai.jupyter-2024.2.0\dist\zeromq.node c:\users\{user}\.vscode\extensions\redhat.java-1.28.1\native.node )"
     R"(c:\users\{user}\.vscode\extensions\golang.go-0.41.1\native.node c:\users\{user}\.vscode\extensions\eamodio.gitlens-14.8.2\native.node )"
     R"(c:\users\{user}\.vscode\extensions\ms-azuretools.vscode-docker-1.29.0\native.node c:\users\{user}\.vscode\extensions\dbaeumer.vscode-eslint-2.4.4\native.node )"
     R"(./resources\app\node_modules.asar.unpacked\@vscode\windows-process-tree\windows_process_tree.node ./resources\app\node_modules.asar.unpacked\@vscode\policy-watcher\vscode-policy-watcher.node )"
     R"(./resources\app\node_modules.asar.unpacked\native-keymap\keymapping.node ./resources\app\node_modules.asar.unpacked\native-watchdog\watchdog.node )"
     R"(./resources\app\node_modules.asar.unpacked\windows-foreground-love\foreground_love.node ./resources\app\node_modules.asar.unpacked\@vscode\deviceid\windows.node)"},
    {"printers",
     R"({sys}\spool\drivers\x64\3\mxdwdrv.dll {sys}\spool\drivers\x64\3\unidrv.dll {sys}\spool\drivers\x64\3\unidrvui.dll {sys}\spool\drivers\x64\3\unires.dll )"
     R"({sys}\spool\drivers\x64\3\ps5ui.dll {sys}\spool\drivers\x64\3\pscript5.dll {sys}\spool\drivers\x64\3\printconfig.dll {sys}\spool\drivers\x64\3\hpcui255.dll )"
     R"({sys}\spool\drivers\x64\3\hpcpp255.dll {sys}\spool\drivers\x64\3\hpmdp255.dll {sys}\spool\drivers\x64\3\hpzui5r1.dll {sys}\spool\drivers\x64\3\cnp60m.dll )"
     R"({sys}\spool\drivers\x64\3\cnp60ui.dll {sys}\spool\drivers\x64\3\cnlb0ma64.dll {sys}\spool\drivers\x64\3\brcolm13.dll {sys}\spool\drivers\x64\3\brui13a.dll )"
     R"({sys}\spool\drivers\x64\3\e_yuicbce.dll {sys}\spool\drivers\x64\3\e_ydpcbce.dll {sys}\spool\drivers\x64\3\kmuu55.dll {sys}\spool\drivers\x64\3\xrxui64.dll )"
     R"({sys}\spool\drivers\x64\3\adobepdf.dll {sys}\spool\drivers\x64\3\adobepdfui.dll {sys}\spool\drivers\x64\3\fxsdrv.dll {sys}\spool\drivers\x64\3\fxsui.dll )"
     R"({sys}\spool\prtprocs\x64\winprint.dll {sys}\spool\prtprocs\x64\hpzpp5r1.dll)"},
    {"acrobatplugins",
     R"(./plug_ins\accessibility.api ./plug_ins\checkers.api ./plug_ins\dropboxstorage.api ./plug_ins\dva.api ./plug_ins\ebook.api ./plug_ins\hls.api )"
     R"(./plug_ins\ia32.api ./plug_ins\imageconversion.api ./plug_ins\ixbrl.api ./plug_ins\makeaccessible.api ./plug_ins\multimedia.api ./plug_ins\paperscan.api )"
     R"(./plug_ins\pddom.api ./plug_ins\reflow.api ./plug_ins\saveasrtf.api ./plug_ins\search.api ./plug_ins\sendmail.api ./plug_ins\spelling.api ./plug_ins\storageconnectors.api )"
     R"(./plug_ins\weblink.api ./plug_ins\webpdf.api ./plug_ins\pi_brokers\32bitmapibroker.exe ./webresources\resource0\static.dll)"},
    {"studio",
     R"(./commonide\csproj.dll ./commonide\vb7to8.dll ./privateassemblies\microsoft.visualstudio.platform.vseditor.dll ./privateassemblies\microsoft.visualstudio.text.internal.dll )"
     R"(./privateassemblies\microsoft.visualstudio.shell.ui.internal.dll ./privateassemblies\microsoft.visualstudio.threading.dll ./privateassemblies\microsoft.visualstudio.validation.dll )"
     R"(./privateassemblies\microsoft.visualstudio.composition.dll ./privateassemblies\microsoft.visualstudio.telemetry.dll ./privateassemblies\microsoft.visualstudio.utilities.dll )"
     R"(./privateassemblies\microsoft.visualstudio.imaging.dll ./privateassemblies\microsoft.visualstudio.languageserver.client.dll ./privateassemblies\streamjsonrpc.dll )"
     R"(./privateassemblies\messagepack.dll ./privateassemblies\nerdbank.streams.dll ./publicassemblies\microsoft.visualstudio.projectsystem.dll ./publicassemblies\envdte.dll )"
     R"(./extensions\microsoft\managedlanguages\roslyn.dll ./extensions\microsoft\nuget\nuget.visualstudio.dll ./extensions\microsoft\nuget\nuget.packaging.dll )"
     R"(./extensions\microsoft\gitprovider\microsoft.teamfoundation.git.provider.dll ./extensions\microsoft\gitprovider\libgit2sharp.dll ./extensions\microsoft\testwindow\testwindow.core.dll )"
     R"(./extensions\microsoft\webclient\webclient.dll ./extensions\microsoft\xaml\designer.dll ./extensions\microsoft\intellicode\intellicode.dll ./extensions\githubcopilot\copilot.dll )"
     R"(./extensions\resharper\jetbrains.resharper.dll ./extensions\resharper\jetbrains.platform.core.dll ./extensions\resharper\jetbrains.platform.shell.dll )"
     R"(./extensions\resharper\jetbrains.platform.ui.dll ./extensions\resharper\jetbrains.psi.features.dll ./extensions\resharper\jetbrains.dotpeek.core.dll )"
     R"(./vc\vcpackages\vcproject.dll ./vc\vcpackages\vcprojectengine.dll ./vc\vcpackages\feacp.dll ./vc\vcpackages\cpfe.dll ./remotedebugger\x64\msvsmonproxy.dll )"
     "ni:microsoft.build.framework ni:microsoft.build.utilities.core ni:system.design ni:system.drawing "
     "ni:system.windows.forms ni:system.data "
     "ni:system.servicemodel ni:system.runtime.serialization ni:system.net.http ni:system.xml.linq ni:system.web "
     "ni:system.transactions "
     "ni:uiautomationtypes ni:uiautomationprovider ni:reachframework ni:system.io.compression ni:system.numerics "
     "ni:system.identitymodel"},
    {"snapins",
     "filemgmt.dll localsec.dll dsadmin.dll dsprop.dll adsldp.dll adsldpc.dll activeds.dll wldap32.dll gpedit.dll "
     "gppref.dll certmgr.dll cryptui.dll "
     "devmgr.dll dmdskmgr.dll dmdskres.dll elsext.dll els.dll fdeploy.dll ipsmsnap.dll localui.dll mycomput.dll "
     "printui.dll pmcsnap.dll scesrv.dll "
     "wsecedit.dll dfsgui.dll dhcpsnap.dll dnsmgr.dll nfsadmin.dll wsusadmin.dll taskschd.dll wdc.dll azroleui.dll "
     "tapisnap.dll rrasmgr.dll"},
    // What the planted odd processes load besides their own; see planted.cpp.
    {"odd_notepad", "@clr vaultcli.dll samlib.dll cryptdll.dll wdigest.dll netapi32.dll winhttp.dll webio.dll"},
    {"odd_rundll32", R"(c:\users\{user}\appdata\local\temp\7b2f81d4.dll @net wininet.dll schannel.dll cryptnet.dll)"},
    {"odd_svchost", R"(c:\programdata\harborsync\wlcache.dll dbghelp.dll psapi.dll samlib.dll)"},
    {"odd_excel", "@powershell @wmi scrobj.dll wshom.ocx"},
    {"odd_snippingtool", R"(c:\users\{user}\downloads\version.dll ws2_32.dll mswsock.dll winhttp.dll)"},
    {"endpoint", R"({pf}\harbor~endpoint\hookdll64.dll)"},
    {"endpointnew", R"({pf}\harbor~endpoint\hookdll64.dll {pf}\harbor~endpoint\scriptguard64.dll)"},
};

}  // namespace

std::span<const PlaceholderData> placeholder_data() { return kPlaceholders; }
std::span<const ImageSetData> image_set_data() { return kImageSets; }

}  // namespace proclens
