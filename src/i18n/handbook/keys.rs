//! What the keyboard does everywhere. The keys of every page come behind it.

sections! {
    "用键盘办理", "Working by keyboard" => {
        plain "按钮上写着它的键；{ShowKeys} 列出此处可用的全部按键，可搜索；没有弹窗时，再按 {Enter} 打开这本手册。",
            "Buttons show their keys; {ShowKeys} lists all that work here; where no dialog is open, {Enter} then opens this handbook.";
        plain "{NextRegion} 在页面、顶栏和导航之间切换，{Tab} 到下一项，{Esc} 关闭弹窗、回到列表。",
            "{NextRegion} goes between the page, the top bar and the navigation, {Tab} to the next item, {Esc} closes a dialog and returns to the list.";
        plain "按键多快都不会丢失或落到别处；输入法选词时的按键只属于输入法。",
            "However fast, no key is lost or lands elsewhere; while an input method composes, keys are its own.";
    }
}
