"""What can hide or change a figure, said once for every kind of file that is read.

A figure is certain only where everything that can change how it looks is of a kind known to be harmless. A reader that meets
anything else says so with one of these sentences; what it does not know at all is `unknown`.
"""

from __future__ import annotations

HIDDEN = "这里有不显示的字；请对照原件"
FAINT = "字的颜色与底色相近，可能看不见；请对照原件"
TINY = "字小得看不见或大得盖住旁边；请对照原件"
STRUCK = "字被划去；请对照原件"
COVERED = "上面盖着别的东西，下面的字看不见；请对照原件"
MOVED = "字被移动、缩放、翻转或裁切过，看到的可能不同；请对照原件"
TURNED = "字的次序或方向被改变，看到的可能不同；请对照原件"
ADDED = "样式会另外印出文字里没有的字；请对照原件"
GLYPHS = "字体可能把字画成别的样子，不能判断看到的是什么；请对照原件"
OVERPRINTED = "同一处叠印着几层字，不能判断看到的是哪一层；请对照原件"
COMPUTED = "这里的字由程序算出或从别处取来，看到的可能不同；请对照原件"
UNREAD = "这里还画着没有读入的东西（线条、图形、图片或压在上面的色块），看到的可能不同；请对照原件"
UNPROVED = "没能把这里照页面画出来，与读到的字比对；请对照原件"
BY_LABEL = "所在行或列的名称有疑问，不能判断是哪一行、哪一列的数；请对照原件"

RAISED = "字被升高或降低，可能是注号；请对照原件"
MAY_BE_COVERED = "页面上有移到别处显示的内容，可能盖住这里的数；请对照原件"

REWRITTEN = "网页里的程序可能在打开时改写页面，看到的可能与读到的不同；请在浏览器里对照原网页"
NOT_NESTED = "网页的标签没有成对套好，浏览器排出来的可能与读到的不同；请对照原件"


def unknown(what: str) -> str:
    """Of something whose effect is not known: the name as the file has it.

    >>> unknown("transform")
    '用了不能判断效果的写法“transform”，看到的数可能不同；请对照原件'
    """
    return f"用了不能判断效果的写法“{what[:40]}”，看到的数可能不同；请对照原件"
