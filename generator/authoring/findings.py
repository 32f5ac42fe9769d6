"""What is wrong with a pack, as data. Codes are stable; tests look at code and place, people at the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.domain.findings import Severity
from generator.domain.location import Location


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    code: str
    severity: Severity
    title: str


BAD_YAML = Code("PACK-01", Severity.ERROR, "YAML 读不出来")
BAD_VALUE = Code("PACK-02", Severity.ERROR, "定义不合规定")
BAD_CHAIN = Code("PACK-03", Severity.ERROR, "extends 有误")
OTHER_ID = Code("PACK-04", Severity.ERROR, "id 与文件夹名不同")
NO_SCOPE = Code("PACK-05", Severity.ERROR, "没有写明适用级别")
NO_YEARS = Code("PACK-06", Severity.WARNING, "没有写明适用年度")
UNKNOWN_DIMENSION = Code("PACK-07", Severity.ERROR, "没有这个维度")
UNKNOWN_MEMBER = Code("PACK-08", Severity.ERROR, "维度里没有这个成员")
SAME_COLUMN = Code("PACK-09", Severity.ERROR, "两列的坐标相同")
UNFILLED_COLUMN = Code("PACK-10", Severity.ERROR, "这一列填不进内容")
NO_LABEL = Code("PACK-11", Severity.ERROR, "行没有名称列")
UNKNOWN_FIELD = Code("PACK-12", Severity.ERROR, "没有这项内容")
NO_ROW_LIST = Code("PACK-13", Severity.ERROR, "没有这个行列表")
SAME_ROW = Code("PACK-14", Severity.WARNING, "两行的坐标相同")
FORM_TWICE = Code("PACK-15", Severity.ERROR, "两个文件定义同一张表")
NO_FORM = Code("PACK-16", Severity.ERROR, "没有这张表")
UNPRINTED_FORM = Code("PACK-17", Severity.WARNING, "这张表不会印出")
NO_SECTION = Code("PACK-18", Severity.ERROR, "节没有模板文件")
UNUSED_FILE = Code("PACK-19", Severity.WARNING, "文件没有用处")
SAME_TITLE = Code("PACK-20", Severity.ERROR, "两张表的名称分不清")
SAME_SHEET = Code("PACK-21", Severity.ERROR, "工作表名不能用")
SAME_HEADER = Code("PACK-22", Severity.WARNING, "两张表的表头和内容相同")
NARROW = Code("PACK-23", Severity.WARNING, "金额列太窄")
TIGHT = Code("PACK-24", Severity.HINT, "大额金额可能放不下")
UNKNOWN_ROLE = Code("PACK-25", Severity.WARNING, "模板用了没有声明的样式")
BAD_STYLE = Code("PACK-26", Severity.ERROR, "样式引用有误")
MISSING_KIND = Code("PACK-27", Severity.ERROR, "缺少必须公开的内容")
UNFILLED_PLACE = Code("PACK-28", Severity.ERROR, "占位符没有内容可填")
BAD_UNIT = Code("PACK-29", Severity.ERROR, "不认识的金额单位")
OUT_OF_SCOPE = Code("PACK-30", Severity.WARNING, "超出模板包的级别或年度")
BAD_FIGURE = Code("PACK-31", Severity.ERROR, "数字名称有误")
UNKNOWN_TEXT = Code("PACK-32", Severity.ERROR, "没有这个文字栏目")
UNUSED_NAME = Code("PACK-33", Severity.HINT, "定义了但没有用到")
BAD_RULE = Code("PACK-34", Severity.ERROR, "规则引用有误")
HIDING = Code("PACK-35", Severity.ERROR, "样式会使文字看不清")
BAD_SHEET = Code("PACK-36", Severity.ERROR, "style.css 用了不允许的写法")
BAD_SYNTAX = Code("TPL-01", Severity.ERROR, "模板写法有误")
UNKNOWN_NAME = Code("TPL-02", Severity.ERROR, "模板用了没有的名称")
UNKNOWN_FILTER = Code("TPL-03", Severity.ERROR, "没有这个过滤器")
UNKNOWN_PART = Code("TPL-04", Severity.ERROR, "没有这个数字或内容")
UNKNOWN_FORM = Code("TPL-05", Severity.ERROR, "模板引用了没有的表、列、记录或维度")
UNKNOWN_KEY = Code("TPL-06", Severity.ERROR, "模板引用了没有的文字栏目")
NO_TEMPLATE = Code("TPL-07", Severity.ERROR, "模板引用了没有的文件或宏")
TRIAL_FAILED = Code("TPL-08", Severity.ERROR, "用示例数据排不出来")
TRIAL_GAP = Code("TPL-09", Severity.WARNING, "填满全部表格后仍缺内容")
TRIAL_OPEN = Code("TPL-10", Severity.WARNING, "示例数据核对有误")
TRIAL_POINTS = Code("TPL-11", Severity.WARNING, "模板的句子指向没有的表")

ALL = tuple(value for value in list(globals().values()) if isinstance(value, Code))


@dataclass(frozen=True, slots=True)
class PackFinding:
    """One finding: what is wrong with which line of which file of the pack, and what to do."""

    code: str
    severity: Severity
    message: str
    location: Location
    remedy: str = ""

    @property
    def file(self) -> str:
        """The file with its pack: ``hebei-2024/pack.yaml``."""
        return self.location.file

    @property
    def line(self) -> int | None:
        """The line, from 1."""
        return self.location.line

    def as_dict(self) -> dict[str, object]:
        """The finding for JSON."""
        place = {"file": self.file, "line": self.line, "path": self.location.path}
        return {
            "code": self.code,
            "severity": self.severity.name.lower(),
            "message": self.message,
            **place,
            "remedy": self.remedy,
        }


class Report:
    """Collects findings; the same one is told once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, int | None], PackFinding] = {}

    def add(self, code: Code, message: str, place: Location, remedy: str = "") -> None:
        """Note a finding at ``place``."""
        finding = PackFinding(code.code, code.severity, message, place, remedy)
        self._found.setdefault((code.code, message, place.file, place.line), finding)

    @property
    def errors(self) -> bool:
        """Whether there is an error among them."""
        return any(finding.severity is Severity.ERROR for finding in self)

    def __iter__(self) -> Iterator[PackFinding]:
        """Most severe first; otherwise by file and line."""
        return iter(sorted(self._found.values(), key=lambda f: (-f.severity, f.file, f.line or 0, f.code)))
