"""Names of the entity and of its level, where a text of another one was copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.domain.findings import Finding
from generator.domain.records import Entity
from generator.reconcile.narrative.passages import Kind, Passage
from generator.reconcile.narrative.plain import plain
from generator.reconcile.narrative.report import finding, quoted

_NAME = r"(?P<name>[^,。;:()\[\]\s\d]{4,40}?(?:\(本级\))?)"
_SUBJECTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"现将{_NAME}\d{{4}}年(?:度)?(?:部门|单位)?预算",
        rf"反映{_NAME}(?:年度)?(?:部门|单位)预算中",
        rf"(?:^|[。;,\n]){_NAME}机关及所属(?:事业)?单位的收支",
        rf"(?:^|[。;,\n]){_NAME}(?:\(含所属单位\))?上年末固定资产",
        rf"(?:^|[。;,\n]){_NAME}(?:部门)?无(?:主管)?专项资金",
        rf"\d{{4}}年,?{_NAME}(?:部门)?(?:收入(?:总计|合计)|支出(?:总计|合计)|一般公共预算|机构运行经费|\"三公\"经费|安排政府采购)",
    )
)
_KINDS = re.compile(
    r"(?:办公室|局|委员会|厅|院|中心|部|站|所|队|馆|处|政府|镇|乡|学校|中学|小学|联合会|总会|协会|工会|党校|委|办|会)(?:本级|机关|\(本级\))?$"
)
_OWN = re.compile(r"^(?:我|本|全|各)")
_NOISE = re.compile(r"中共|\(本级\)|本级|机关|部门$|单位$|[\s\"]")
_RANKS = ("省", "市", "县", "区")
_RANK_WORD = re.compile(r"我(?P<rank>[省市县区])(?P<budget>(?:部门|单位)?(?:预算|综合预算))?")
_TREASURY = re.compile(r"(?:指|纳入)(?P<rank>[省市县区])级(?:财政)")
_COMPILED = re.compile(r"(?P<level>部门|单位)预算的编制")
_DISCLOSED = re.compile(
    r"\d{4}年(?:度)?(?P<level>部门|单位)预算(?:信息)?公开|现将[^,。;]{2,40}?年(?:度)?(?P<own>部门|单位)预算"
)
_SELF = re.compile(r"[我本](?P<level>部门|单位)")


def check_names(texts: Sequence[Passage], entity: Entity) -> Iterator[Finding]:
    """Findings for names and level words that do not fit the entity."""
    names = tuple({_bare(name) for name in (entity.name, *(unit.name for unit in entity.units)) if name})
    for passage in texts:
        if passage.kind is Kind.CELL or "indicator" in passage.series:
            continue
        yield from _others(passage, names, entity)
        yield from _ranks(passage, entity)
        yield from _levels(passage, entity)
    yield from _selves(texts, entity)


def _bare(name: str) -> str:
    return _NOISE.sub("", plain(name))


def _others(passage: Passage, names: Iterable[str], entity: Entity) -> Iterator[Finding]:
    for pattern in _SUBJECTS:
        for match in pattern.finditer(passage.plain):
            name = match["name"]
            if _OWN.match(name) or not _KINDS.search(name):
                continue
            bare = _bare(name)
            if not any(_short_for(bare, own) or _short_for(own, bare) for own in names):
                start, end = match.span("name")
                yield finding(
                    "NAME-01",
                    f"{passage.where}写作{quoted(passage.text, start, end)}，本单位是“{entity.name}”。",
                    (passage.location,),
                    stated=passage.text[start:end],
                    expected=entity.name,
                )
                return


def _short_for(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` with characters left out (海港区教育局 for 秦皇岛市海港区教育体育局)."""
    rest = iter(full)
    return all(char in rest for char in short)


def rank_of(name: str) -> str | None:
    """The level of administration a name speaks of: the lowest that it names."""
    text = name.replace("自治区", "省")
    return next((rank for rank in ("区", "县", "市", "省") if rank in text), None)


def _ranks(passage: Passage, entity: Entity) -> Iterator[Finding]:
    own = rank_of(entity.name)
    if own is None:
        return
    for match in (*_RANK_WORD.finditer(passage.plain), *_TREASURY.finditer(passage.plain)):
        rank, budget = match["rank"], match.groupdict().get("budget")
        higher = _RANKS.index(rank) < _RANKS.index(own) and {rank, own} != {"县", "区"}
        if rank == own or (higher and match.re is _RANK_WORD and not budget):
            continue
        word = passage.text[match.start() : match.end()]
        yield finding(
            "NAME-02",
            f"{passage.where}写作“{word}”，本单位属于{own}一级。",
            (passage.location,),
            stated=word,
            expected=word.replace(rank, own, 1),
        )


def _levels(passage: Passage, entity: Entity) -> Iterator[Finding]:
    for pattern in (_COMPILED, _DISCLOSED):
        for match in pattern.finditer(passage.plain):
            level = match["level"] or match.groupdict().get("own")
            if level and entity.level in {"部门", "单位"} and level != entity.level:
                words = passage.text[match.start() : match.end()]
                yield finding(
                    "NAME-03",
                    f"{passage.where}写作{quoted(words)}，本文件是{entity.level}预算。",
                    (passage.location,),
                    stated=f"{level}预算",
                    expected=f"{entity.level}预算",
                )
                return


def _selves(texts: Iterable[Passage], entity: Entity) -> Iterator[Finding]:
    """我部门 in the disclosure of a unit, 我单位 in that of a department: one finding for all places."""
    other = {"部门": "单位", "单位": "部门"}.get(entity.level)
    found = [
        (passage, match[0]) for passage in texts for match in _SELF.finditer(passage.plain) if match["level"] == other
    ]
    if found:
        words = "、".join(dict.fromkeys(f"“{word}”" for _, word in found))
        places = "、".join(dict.fromkeys(passage.where for passage, _ in found))
        yield finding(
            "NAME-03" if entity.level == "单位" else "NAME-04",
            f"本文件是{entity.level}预算，{places}中有{words}，共{len(found)}处。",
            (passage.location for passage, _ in found),
            stated=other,
            expected=entity.level,
        )
