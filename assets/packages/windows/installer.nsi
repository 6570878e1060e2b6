; The installer for Windows: per user, without an administrator, in Chinese and English. `make`, beside it, gives it
; VERSION as of Cargo.toml and NUMBERS, the same in four parts, and calls makensis in a folder that holds `program`, with
; all that is installed, `removed.nsh`, which removes that again, the icon, and what stands beside the last page, which is
; made from the icon. Run with /S it asks nothing.

Unicode true
BrandingText " "
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include FileFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\fapiao-desk"
!define CLASSES "Software\Classes"
!define STORE_CLASS "FapiaoDesk.Store"

Name "$(APP)"
OutFile "installer.exe"
InstallDir "$LOCALAPPDATA\Programs\fapiao-desk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"

!define MUI_ICON "fapiao-desk.ico"
!define MUI_UNICON "fapiao-desk.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\fapiao-desk-window.exe"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE folderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first is taken where the system speaks neither.
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString APP ${LANG_SIMPCHINESE} "开票台"
LangString APP ${LANG_ENGLISH} "Fapiao Desk"
LangString STORE ${LANG_SIMPCHINESE} "开票台数据文件"
LangString STORE ${LANG_ENGLISH} "Fapiao Desk store"
LangString RUNS ${LANG_SIMPCHINESE} "开票台正在运行。请先关闭它的窗口，再点“重试”。"
LangString RUNS ${LANG_ENGLISH} "Fapiao Desk is running. Close its window, then press Retry."
LangString KEPT ${LANG_SIMPCHINESE} "已卸载开票台。数据文件、备份和设置都还在：$LOCALAPPDATA\fapiao-desk、$APPDATA\fapiao-desk，以及您另外选定的位置。"
LangString KEPT ${LANG_ENGLISH} "Fapiao Desk was removed. Stores, backups and settings are where they were: $LOCALAPPDATA\fapiao-desk, $APPDATA\fapiao-desk, and wherever else you chose."

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "开票台"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "开票台安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "MIT 或 Apache-2.0 许可"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "Fapiao Desk"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "Fapiao Desk installer"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "Licensed under MIT or Apache-2.0"

; A program that runs keeps its file open, and an update would leave half of each. Whoever cancels has not begun: that
; ends with 3, also where nobody is asked, or stays on the page on which the folder was chosen.
!macro WAIT_FOR_ITS_END CANCELLED
    again:
    ClearErrors
    IfFileExists "$INSTDIR\fapiao-desk.exe" 0 window
    FileOpen $0 "$INSTDIR\fapiao-desk.exe" a
    IfErrors running
    FileClose $0
    window:
    IfFileExists "$INSTDIR\fapiao-desk-window.exe" 0 ended
    FileOpen $0 "$INSTDIR\fapiao-desk-window.exe" a
    IfErrors running
    FileClose $0
    Goto ended
    running:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNS)" /SD IDCANCEL IDRETRY again
    !if ${CANCELLED} == Quit
        SetErrorLevel 3
    !endif
    ${CANCELLED}
    ended:
!macroend

Function .onInit
    !insertmacro WAIT_FOR_ITS_END Quit
FunctionEnd

Function folderChosen
    !insertmacro WAIT_FOR_ITS_END Abort
FunctionEnd

Function un.onInit
    !insertmacro WAIT_FOR_ITS_END Quit
FunctionEnd

Section
    SetOutPath "$INSTDIR"
    File /r "program\*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ; It may have been installed in the other language, under the other name.
    ReadRegStr $0 HKCU "${UNINSTALL}" "Shortcut"
    StrCmp $0 "" +2
    Delete "$0"
    CreateShortcut "$SMPROGRAMS\$(APP).lnk" "$INSTDIR\fapiao-desk-window.exe"

    ; Windows goes by the last extension alone, and what ends in `.sqlite` belongs to many programs. So none of them is
    ; displaced: the desk is one of those under “Open with”, and becomes the usual one where somebody chooses that.
    WriteRegStr HKCU "${CLASSES}\${STORE_CLASS}" "" "$(STORE)"
    WriteRegStr HKCU "${CLASSES}\${STORE_CLASS}\DefaultIcon" "" "$INSTDIR\fapiao-desk-window.exe,0"
    WriteRegStr HKCU "${CLASSES}\${STORE_CLASS}\shell\open\command" "" '"$INSTDIR\fapiao-desk-window.exe" "%1"'
    WriteRegNone HKCU "${CLASSES}\.sqlite\OpenWithProgids" "${STORE_CLASS}"
    WriteRegStr HKCU "${CLASSES}\Applications\fapiao-desk-window.exe" "FriendlyAppName" "$(APP)"
    WriteRegStr HKCU "${CLASSES}\Applications\fapiao-desk-window.exe\shell\open\command" "" '"$INSTDIR\fapiao-desk-window.exe" "%1"'
    WriteRegStr HKCU "${CLASSES}\Applications\fapiao-desk-window.exe\SupportedTypes" ".sqlite" ""
    ; For “Run” and the address bar; a terminal takes the whole path.
    WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\fapiao-desk.exe" "" "$INSTDIR\fapiao-desk-window.exe"

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(APP)"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\fapiao-desk-window.exe,0"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegStr HKCU "${UNINSTALL}" "Shortcut" "$SMPROGRAMS\$(APP).lnk"
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
    ; What it was called when it was installed: the language may be another by now.
    ReadRegStr $0 HKCU "${UNINSTALL}" "Shortcut"
    StrCmp $0 "" +2
    Delete "$0"
    ; Each file by its name, since somebody may keep a store in the folder.
    !include "removed.nsh"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    DeleteRegKey HKCU "${CLASSES}\${STORE_CLASS}"
    ; The keys stay: other programs may have values in them, which `/ifempty` does not look at.
    DeleteRegValue HKCU "${CLASSES}\.sqlite\OpenWithProgids" "${STORE_CLASS}"
    DeleteRegKey HKCU "${CLASSES}\Applications\fapiao-desk-window.exe"
    DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\fapiao-desk.exe"
    DeleteRegKey HKCU "${UNINSTALL}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    IfSilent +2
    MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)"
SectionEnd
