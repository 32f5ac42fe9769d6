"""Whether this machine can make the documents: libraries, fonts, versions; and how to get what is missing.

Every check is a small function of a ``Probe``, which alone touches the machine, so tests can invent machines.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata

from generator.machine.fontconfig import load
from generator.machine.readiness import CHINESE_FONTS, LIBRARIES, NO_CHINESE, Library, apt_install, chinese_families
from generator.machine.typefaces import ROLES, Role, choose

PYTHON_NEEDED = (3, 11)
PACKAGES = ("weasyprint", "python-docx", "openpyxl")
PIP_INSTALL = "请执行：python -m pip install budget-disclosure"


class Status(StrEnum):
    """How a check came out. ``MISSING`` means that no usable PDF can be made."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"ok": "正常", "warning": "警告", "missing": "缺失"}[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, how it is, what was found, what to do about it. Texts are Chinese."""

    name: str
    status: Status
    detail: str
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        """The check for JSON."""
        return {"name": self.name, "status": self.status.value, "detail": self.detail, "remedy": self.remedy}


@dataclass(frozen=True, slots=True)
class Probe:
    """How the machine is asked.

    ``load`` opens a shared library by file name; ``families`` gives the names of Chinese fonts, or none where fonts
    cannot be listed; ``version`` the version of an installed distribution, or none; ``render`` makes a one-line PDF
    and gives the reason if it cannot.
    """

    load: Callable[[str], bool]
    families: Callable[[], frozenset[str] | None]
    version: Callable[[str], str | None]
    render: Callable[[], str | None]
    python: tuple[int, ...] = sys.version_info[:3]


def examine(probe: Probe | None = None) -> tuple[Check, ...]:
    """Every check, in the order shown. The trial PDF is only made where all it needs is there."""
    probe = probe or machine()
    checks = (
        python_check(probe),
        *(package_check(probe, name) for name in PACKAGES),
        *(library_check(probe, library) for library in LIBRARIES),
        *font_checks(probe),
    )
    return (*checks, render_check(probe)) if ready(checks) else checks


def ready(checks: Iterable[Check]) -> bool:
    """Whether a PDF with Chinese text can be made."""
    return all(check.status is not Status.MISSING for check in checks)


def python_check(probe: Probe) -> Check:
    """The version of Python."""
    found = ".".join(map(str, probe.python))
    if probe.python[:2] >= PYTHON_NEEDED:
        return Check("Python", Status.OK, found)
    return Check("Python", Status.MISSING, f"{found}，需要 3.11 或更高版本", "请安装 Python 3.11 或更高版本")


def package_check(probe: Probe, name: str) -> Check:
    """A Python library of ours."""
    version = probe.version(name)
    if version is None:
        return Check(name, Status.MISSING, "未安装", PIP_INSTALL)
    return Check(name, Status.OK, version)


def library_check(probe: Probe, library: Library) -> Check:
    """A system library the PDF is made with."""
    if any(probe.load(file) for file in library.files):
        return Check(library.name, Status.OK, "可以加载")
    detail = "无法加载" + (f"；{library.purpose}" if library.purpose else "")
    status = Status.MISSING if library.needed else Status.WARNING
    return Check(library.name, status, detail, apt_install(library.package))


def font_checks(probe: Probe) -> Iterator[Check]:
    """Chinese fonts: whether there are any, then the face of every role."""
    installed = probe.families()
    if installed is None:
        yield Check("中文字体", Status.MISSING, "没有 fontconfig，无法查看字体", apt_install("fontconfig"))
        return
    if not installed:
        yield Check("中文字体", Status.MISSING, NO_CHINESE, apt_install(CHINESE_FONTS))
        return
    yield Check("中文字体", Status.OK, f"{len(installed)} 个字体名称可用")
    yield from (role_check(role, installed) for role in ROLES)


def role_check(role: Role, installed: frozenset[str]) -> Check:
    """Which face one role gets."""
    choice = choose(role, installed)
    if choice is None:
        detail = "没有认得的字体，将由系统任选一种中文字体代替"
        return Check(role.name, Status.WARNING, detail, _font_remedy(role))
    if choice.official:
        return Check(role.name, Status.OK, choice.family)
    if choice.similar:
        return Check(role.name, Status.OK, f"用开源字体 {choice.family} 代替（未安装 {role.official[0]}）")
    return Check(role.name, Status.WARNING, f"用字形不同的 {choice.family} 代替", _font_remedy(role))


def render_check(probe: Probe) -> Check:
    """The proof: a PDF of one Chinese line."""
    reason = probe.render()
    if reason is None:
        return Check("试制 PDF", Status.OK, "成功")
    return Check("试制 PDF", Status.MISSING, f"失败：{reason}", "请按以上各项检查；仍不行请附上本结果反馈")


def machine() -> Probe:
    """The machine this runs on."""
    return Probe(load=_load, families=_families, version=_version, render=_render)


def _font_remedy(role: Role) -> str:
    fallbacks = {"楷体": apt_install("fonts-lxgw-wenkai"), "仿宋": "请在源码目录执行 make setup 取得 FandolFang"}
    return f"请安装{role.official[0]}；或{fallbacks.get(role.name, apt_install(CHINESE_FONTS))}"


def _load(file: str) -> bool:
    return load((file,)) is not None


def _families() -> frozenset[str] | None:
    try:
        return chinese_families()
    except OSError:
        return None


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _render() -> str | None:
    try:
        from weasyprint import HTML  # here, for it takes half a second and fails where libraries are missing

        HTML(string="<p lang=zh>预算公开</p>").write_pdf()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is the finding
        return f"{type(error).__name__}: {error}"
    return None
