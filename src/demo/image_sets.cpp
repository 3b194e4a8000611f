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
    {"service", "@base combase.dll kernel.appcore.dll"},
    {"window", "user32.dll win32u.dll gdi32.dll gdi32full.dll msvcp_win.dll imm32.dll"},
    {"com", "combase.dll ole32.dll oleaut32.dll clbcatq.dll kernel.appcore.dll"},
    {"shell", "shell32.dll shcore.dll shlwapi.dll windows.storage.dll wldp.dll profapi.dll propsys.dll cfgmgr32.dll"},
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
    // What the planted odd processes load besides their own; see planted.cpp.
    {"odd_notepad", "@clr vaultcli.dll samlib.dll cryptdll.dll wdigest.dll netapi32.dll winhttp.dll webio.dll"},
    {"odd_rundll32", R"(c:\users\{user}\appdata\local\temp\7b2f81d4.dll @net wininet.dll schannel.dll cryptnet.dll)"},
    {"odd_svchost", R"(c:\programdata\harborsync\wlcache.dll dbghelp.dll psapi.dll samlib.dll)"},
    {"odd_excel", "@clr @powershell @wmi scrobj.dll wshom.ocx"},
    {"odd_snippingtool", R"(c:\users\{user}\downloads\version.dll ws2_32.dll mswsock.dll winhttp.dll)"},
    {"endpoint", R"({pf}\harbor~endpoint\hookdll64.dll)"},
    {"endpointnew", R"({pf}\harbor~endpoint\hookdll64.dll {pf}\harbor~endpoint\scriptguard64.dll)"},
};

}  // namespace

std::span<const PlaceholderData> placeholder_data() { return kPlaceholders; }
std::span<const ImageSetData> image_set_data() { return kImageSets; }

}  // namespace proclens
