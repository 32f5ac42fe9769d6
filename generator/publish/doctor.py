"""Whether this machine can make the documents: libraries, fonts, versions; and how to get what is missing.

Every check is a small function of a ``Probe``, which alone touches the machine, so tests can invent machines.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata

from generator.publish.fonts import FC_LIST, ROLES, Role, choose, families

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
class Library:
    """A shared library: names it goes by on Linux, macOS and Windows; its Debian package; what it is for."""

    name: str
    files: tuple[str, ...]
    package: str
    needed: bool = True
    purpose: str = ""


LIBRARIES = (
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "libpango-1.0-0"),
    Library(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        "libpangoft2-1.0-0",
    ),
    Library(
        "HarfBuzz-subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "libharfbuzz-subset0",
        needed=False,
        purpose="没有它仍可生成 PDF，但慢数倍",
    ),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """How the machine is asked.

    ``load`` opens a shared library by file name; ``run`` gives what a command printed, or none; ``version``
    the version of an installed distribution, or none; ``render`` makes a one-line PDF and gives the reason
    if it cannot.
    """

    load: Callable[[str], bool]
    run: Callable[[tuple[str, ...]], str | None]
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
    return Check(library.name, status, detail, _apt(library.package))


def font_checks(probe: Probe) -> Iterator[Check]:
    """Chinese fonts: whether there are any, then the face of every role."""
    listing = probe.run(FC_LIST)
    if listing is None:
        yield Check("中文字体", Status.MISSING, "没有 fc-list 命令，无法查看字体", _apt("fontconfig"))
        return
    installed = families(listing)
    if not installed:
        yield Check("中文字体", Status.MISSING, "没有可用的中文字体，汉字会变成方框", _apt("fonts-noto-cjk"))
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
    return Probe(load=_load, run=_run, version=_version, render=_render)


def _apt(package: str) -> str:
    return f"请执行：sudo apt-get install {package}"


def _font_remedy(role: Role) -> str:
    fallbacks = {"楷体": _apt("fonts-lxgw-wenkai"), "仿宋": "请在源码目录执行 make setup 取得 FandolFang"}
    return f"请安装{role.official[0]}；或{fallbacks.get(role.name, _apt('fonts-noto-cjk'))}"


def _load(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _run(command: tuple[str, ...]) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace")


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
