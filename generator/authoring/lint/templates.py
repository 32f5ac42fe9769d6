"""Templates against what the pack offers: names, figures, filters, forms, texts, macros. Nothing is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import meta, nodes

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.findings import Code
from generator.authoring.lint.template_tree import Source, calls, linted, references, sources
from generator.authoring.stand_in import stage_of
from generator.compose.context import CHANGE_TEMPLATE, FORM_TEMPLATE, Stage
from generator.compose.outline import DOCUMENT_TEMPLATE
from generator.compose.owed_records import OWED_RECORDS
from generator.compose.own_section import OWN_SECTION
from generator.compose.views import View
from generator.domain.errors import DisclosureError
from generator.domain.location import Location
from generator.domain.suggest import suggestion
from generator.forms.header import header

_GIVEN: Mapping[str, tuple[str, ...]] = {
    DOCUMENT_TEMPLATE: ("封面", "目录标题", "目录", "页组"),
    FORM_TEMPLATE: ("表格",),
    CHANGE_TEMPLATE: ("变动",),
    OWN_SECTION: ("节名", "块组"),
    OWED_RECORDS: ("记录表",),
}
"""Names the program hands to its own templates besides those every template has."""
_SECTION = ("节名",)
"""And to those of sections."""


def lint_templates(draft: Draft) -> None:
    """Findings for every template, once for each level of the pack (words may differ by level)."""
    alone = {
        reference.name for source in sources(draft).values() for reference in references(source) if reference.alone
    }
    for level in draft.pack.manifest.levels or ("部门",):
        try:
            stage = stage_of(draft.pack, level)
        except DisclosureError:
            return  # the names of the figures contradict each other, which has been told
        for source in linted(draft):
            _Template(draft, stage, source, alone=source.name in alone).lint()


class _Template:
    def __init__(self, draft: Draft, stage: Stage, source: Source, *, alone: bool) -> None:
        self.draft, self.stage, self.source = draft, stage, source
        given = _SECTION if source.name.startswith("sections/") else _GIVEN.get(source.name, ())
        names = {} if alone else {**dict.fromkeys(given), **stage.names}
        self.names: Mapping[str, object] = {**stage.environment.globals, **names}
        self.tree = source.tree or nodes.Template([])
        self.local = _stored(self.tree)

    def lint(self) -> None:
        if self.source.tree is None:
            self._add(
                codes.BAD_SYNTAX,
                f"模板写法有误（{self.source.problem}）。",
                self.source.line,
                "请检查这一行的 {{ }}、{% %} 是否成对。",
            )
            return
        self._filters()
        self._undeclared()
        self._parts()
        self._forms()
        self._texts()
        self._names()
        self._imports()

    def _add(self, code: Code, message: str, line: int, remedy: str = "") -> None:
        self.draft.report.add(code, message, Location(self.source.shown, line=line), remedy)

    def _filters(self) -> None:
        known = self.stage.environment.filters
        for node in self.tree.find_all(nodes.Filter):
            if node.name not in known:
                self._add(
                    codes.UNKNOWN_FILTER, f"没有名为“{node.name}”的过滤器。", node.lineno, suggestion(node.name, known)
                )
        for test in self.tree.find_all(nodes.Test):
            if test.name not in self.stage.environment.tests:
                self._add(codes.UNKNOWN_FILTER, f"没有名为“{test.name}”的判断。", test.lineno)

    def _undeclared(self) -> None:
        missing = meta.find_undeclared_variables(self.tree) - self.names.keys()
        for node in self.tree.find_all(nodes.Name):
            if node.name in missing and node.ctx == "load":
                hint = suggestion(node.name, self.names)
                if not hint and node.name in self.stage.names:
                    hint = "宏文件里用不到文件的名称，请作为参数传入，或在导入时写 with context。"
                words = f"没有名为“{node.name}”的数字、词语或函数（级别：{self.stage.terms['level']}）。"
                self._add(
                    codes.UNKNOWN_NAME,
                    words,
                    node.lineno,
                    hint or "词语请在 pack.yaml 的 terms 或 level_terms 中定义。",
                )

    def _parts(self) -> None:
        for node in self.tree.find_all(nodes.Getattr):
            owner = self._value(node.node)
            if isinstance(owner, View):
                try:
                    owner.part(node.attr)
                except KeyError:
                    known = list(owner.part_names())
                    hint = suggestion(node.attr, known) or f"可用的有：{'、'.join(known[:12])}。"
                    words = f"没有名为“{owner.title()}.{node.attr}”的数字或内容。"
                    self._add(codes.UNKNOWN_PART, words, node.lineno, hint)

    def _value(self, node: nodes.Node) -> object:
        """What a name or a chain of names stands for, as far as it can be told without rendering."""
        if isinstance(node, nodes.Name):
            return None if node.name in self.local else self.names.get(node.name)
        if isinstance(node, nodes.Getattr):
            owner = self._value(node.node)
            try:
                return owner.part(node.attr) if isinstance(owner, View) else None
            except KeyError:
                return None
        if (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name == "变动"
            and node.args
        ):
            figure = self._value(node.args[0])
            return self.stage.change(figure) if isinstance(figure, View) and "上年" in figure.part_names() else None
        return None

    def _forms(self) -> None:
        forms = self.draft.pack.forms
        for node, arguments in self._calls("表", "空表", "明细"):
            form_id = arguments[0] if arguments else None
            if isinstance(form_id, str) and form_id not in forms:
                if not self.draft.broken:
                    self._add(codes.UNKNOWN_FORM, f"没有名为“{form_id}”的表。", node.lineno, suggestion(form_id, forms))
            elif isinstance(form_id, str) and len(arguments) > 1 and isinstance(arguments[1], str):
                columns = [leaf.key for leaf in header(forms[form_id]).leaves if leaf.role == "amount"]
                if arguments[1] not in columns:
                    words = f"表“{form_id}”没有名为“{arguments[1]}”的金额列。"
                    self._add(codes.UNKNOWN_FORM, words, node.lineno, f"可用的有：{'、'.join(columns)}。")

    def _texts(self) -> None:
        known = [text.key for text in self.draft.pack.records.texts]
        for node, arguments in self._calls("段落", "必填"):
            key = arguments[0] if arguments else None
            if isinstance(key, str) and key not in known:
                hint = suggestion(key, known) or "请在 records.yaml 的 texts 中加上它。"
                self._add(codes.UNKNOWN_KEY, f"没有名为“{key}”的文字栏目。", node.lineno, hint)

    def _names(self) -> None:
        """Names of record tables and dimensions that functions are called with."""
        tables, dimensions = self.draft.pack.records.tables, self.draft.pack.dimensions
        for function, place, known, what in (("记录", 0, tables, "记录表"), ("构成", 1, dimensions, "维度")):
            for node, arguments in self._calls(function):
                name = arguments[place] if len(arguments) > place else None
                if isinstance(name, str) and name not in known:
                    words = f"没有名为“{name}”的{what}。"
                    self._add(codes.UNKNOWN_FORM, words, node.lineno, suggestion(name, known))

    def _calls(self, *functions: str) -> Iterator[tuple[nodes.Call, tuple[object, ...]]]:
        return calls(self.source, *(name for name in functions if name not in self.local))

    def _imports(self) -> None:
        known = sources(self.draft)
        for reference in references(self.source):
            if reference.name not in known:
                hint = suggestion(reference.name, known)
                self._add(codes.NO_TEMPLATE, f"找不到模板文件“{reference.name}”。", reference.line, hint)
        for owner, name, line in self._macros_used():
            source = known.get(owner)
            offered = _offered(source.tree) if source and source.tree else None
            if offered is not None and name not in offered:
                words = f"模板“{owner}”里没有名为“{name}”的宏。"
                self._add(codes.NO_TEMPLATE, words, line, suggestion(name, offered))

    def _macros_used(self) -> Iterator[tuple[str, str, int]]:
        aliases = {}
        for node in self.tree.find_all(nodes.Import):
            if isinstance(node.template, nodes.Const):
                aliases[node.target] = str(node.template.value)
        for taken in self.tree.find_all(nodes.FromImport):
            if isinstance(taken.template, nodes.Const):
                for name in taken.names:
                    yield str(taken.template.value), name if isinstance(name, str) else name[0], taken.lineno
        for used in self.tree.find_all(nodes.Getattr):
            if isinstance(used.node, nodes.Name) and used.node.name in aliases:
                yield aliases[used.node.name], used.attr, used.lineno


def _stored(tree: nodes.Template) -> frozenset[str]:
    """Names a template gives a meaning of its own somewhere."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    return frozenset(own | {node.target for node in tree.find_all(nodes.Import)})


def _offered(tree: nodes.Template) -> frozenset[str]:
    """What others can import from a template."""
    own = {node.name for node in tree.body if isinstance(node, nodes.Macro)}
    for node in tree.body:
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            own.add(node.target.name)
        if isinstance(node, nodes.FromImport):
            own |= {name if isinstance(name, str) else name[1] for name in node.names}
    return frozenset(own)
