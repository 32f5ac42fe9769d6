"""Inputs of any size, true in every figure: many units, many lines of procurement, many projects, many rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import islice

from generator.catalog.classification import classification
from generator.forms.rows import declared_rows
from generator.packs.form import Form
from generator.packs.loader import load_pack
from generator.packs.pack import Pack

Cells = dict[str, int]
"""Amounts in hundredths of 万元 by column."""

_YEAR = 2024
_FUNCTIONS = ("2010301", "2010302", "2050801", "2080501", "2080505", "2101101", "2101103", "2210201")


def _text(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _added(cells: Iterable[Cells]) -> Cells:
    def add(one: Cells, other: Cells) -> Cells:
        return {key: one.get(key, 0) + other.get(key, 0) for key in (*one, *(k for k in other if k not in one))}

    return reduce(add, cells, {})


def _row(cells: Cells, **words: str) -> dict[str, str]:
    return {**words, **{key: _text(value) for key, value in cells.items() if value}}


def _names(codes: Iterable[str], catalog: str) -> dict[str, str]:
    entries = classification(catalog, _YEAR).entries
    return {code: entries[code].name for code in codes}


def _document(pack: str, forms: Mapping[str, object], **more: object) -> str:
    """JSON is YAML; one value a line keeps positions telling."""
    entity = {"code": "999", "name": "某某市试验局", "level": "部门"}
    return json.dumps(
        {"pack": pack, "year": _YEAR, "entity": entity, "forms": forms, **more}, ensure_ascii=False, indent=1
    )


def units(count: int) -> str:
    """A Henan department of ``count`` units with eight functions each, and a project of every unit."""
    names = _names(_FUNCTIONS, "functional")
    listed, projects, every = [], [], []
    of_function: dict[str, list[Cells]] = {}
    for number in range(count):
        code, name = f"999{number + 1:03d}", f"试验局第{number + 1}所"
        own = {function: _spent(number, at) for at, function in enumerate(names)}
        for function, cells in own.items():
            of_function.setdefault(function, []).append(cells)
        listed.append(_row(_added(own.values()), **{"单位代码": code, "单位（科目名称）": name}))
        listed += [
            _row(cells, **{"科目编码": function, "单位（科目名称）": names[function]})
            for function, cells in own.items()
        ]
        every.append(_added(own.values()))
        money = {"合计": every[-1]["项目支出.小计"], "本年拨款.一般公共预算": every[-1]["项目支出.小计"]}
        projects.append(_row(money, 项目名称=code, 项目单位=name))
        projects.append(_row(money, 类型="其他运转类", 项目名称=f"第{number + 1}所业务费", 项目单位=name))
    whole = _added(every)
    rows = [_row(whole, **{"单位（科目名称）": "合计"}), *listed]
    outlay = {function: _added(cells)["合计"] for function, cells in of_function.items()}
    project = {"合计": whole["项目支出.小计"], "本年拨款.一般公共预算": whole["项目支出.小计"]}
    forms = {
        **_henan_summaries(outlay),
        "income_summary": {"unit": "万元", "rows": [_income(row) for row in rows]},
        "expenditure_summary": {"unit": "万元", "rows": rows},
        "general_public_budget_expenditure": {"unit": "万元", "rows": rows},
        **_henan_economic(whole),
        "three_public_expenses": {"unit": "万元", "rows": [{"“三公”经费合计": "0"}]},
        "government_fund_expenditure": {"empty": True},
        "project_expenditure": {"unit": "万元", "rows": [_row(project, 项目名称="合计"), *projects]},
    }
    keys = ("code", "name", "budget", "fiscal_funds")
    given = [_project(number, f"第{number + 1}所业务费", cells["项目支出.小计"]) for number, cells in enumerate(every)]
    given = [{"unit": f"试验局第{at + 1}所", **{key: one[key] for key in keys}} for at, one in enumerate(given)]
    return _document("henan-2024", forms, projects=given)


def _income(row: Mapping[str, str]) -> dict[str, str]:
    """What pays for a row of the form of expenditure."""
    columns = ("合计", "本年收入.小计", "一般公共预算.小计", "其中：财政拨款")
    words = {key: value for key, value in row.items() if key in ("单位代码", "科目编码", "单位（科目名称）")}
    return {**words, **dict.fromkeys(columns, row["合计"])}


def _spent(number: int, at: int) -> Cells:
    wages, goods = 1000 + 37 * number + 11 * at, 500 + 7 * number + 3 * at
    project = 900 + number if at == 0 else 0
    cells = {"合计": wages + goods + project, "基本支出.小计": wages + goods, "工资福利支出": wages}
    return {**cells, "商品和服务支出": goods, "项目支出.小计": project, "其他运转类": project}


def _henan_summaries(functions: Mapping[str, int]) -> dict[str, object]:
    """Forms 01 and 04, with every row, most of them empty."""
    pack, total = load_pack("henan-2024"), sum(functions.values())
    money = {"一、一般公共预算", "其中：财政拨款", "本年收入合计", "收入总计"}
    fiscal = {"一、本年收入", "（一）一般公共预算拨款", "其中：财政拨款", "收入合计"}
    totals = {"本年支出合计", "支出总计", "一、本年支出", "支出合计"}
    first, fourth = pack.forms["income_expenditure_summary"], pack.forms["fiscal_appropriation_summary"]
    spent = {**dict.fromkeys(totals, total), **_by_class(functions)}
    columns = ("合计", "小计", "其中：财政拨款")
    return {
        first.id: {
            "unit": "万元",
            "income": _panel(pack, first, "income", dict.fromkeys(money, total), ("金额",)),
            "outlay": _panel(pack, first, "outlay", spent, ("金额",)),
        },
        fourth.id: {
            "unit": "万元",
            "income": _panel(pack, fourth, "income", dict.fromkeys(fiscal, total), ("金额",)),
            "outlay": _panel(pack, fourth, "outlay", spent, columns),
        },
    }


def _by_class(functions: Mapping[str, int]) -> dict[str, int]:
    classes = dict.fromkeys((code[:3] for code in functions), 0)
    for code, amount in functions.items():
        classes[code[:3]] += amount
    return classes


def _panel(
    pack: Pack, form: Form, panel: str, amounts: Mapping[str, int], columns: Sequence[str]
) -> list[dict[str, str]]:
    """Every row of a panel; ``amounts`` by label (told once) or by the code of its function."""
    left = dict(amounts)
    found = []
    for row in declared_rows(pack, form.panel(panel).rows):
        if not row.pad:
            amount = left.pop(row.at.get("function", ""), 0) or left.pop(row.label, 0)
            found.append(_row(dict.fromkeys(columns, amount), 项目=row.label))
    return found


def _henan_economic(whole: Cells) -> dict[str, object]:
    """Forms 06 and 07: wages, goods, and the projects under another class."""
    wages, goods, project = whole["工资福利支出"], whole["商品和服务支出"], whole["项目支出.小计"]
    total = whole["合计"]
    one, two = "部门预算支出经济分类科目", "政府预算支出经济分类科目编码"
    basic = [
        _row({"合计": wages + goods, "人员经费": wages, "公用经费": goods}, **{f"{one}.科目名称": "合计"}),
        _paired(one, two, ("30101", "基本工资", "50101", "工资奖金津补贴"), {"合计": wages, "人员经费": wages}),
        _paired(one, two, ("30201", "办公费", "50201", "办公经费"), {"合计": goods, "公用经费": goods}),
    ]
    columns, two = ("合计", "小计", "其中：财政拨款"), two.removesuffix("编码")
    every = [
        _row(dict.fromkeys(columns, total), **{f"{one}.科目名称": "合计"}),
        _split(one, two, ("301", "01", "基本工资", "501", "01", "工资奖金津补贴"), dict.fromkeys(columns, wages)),
        _split(one, two, ("302", "01", "办公费", "502", "01", "办公经费"), dict.fromkeys(columns, goods)),
        _split(
            one,
            two,
            ("302", "99", "其他商品和服务支出", "502", "99", "其他商品和服务支出"),
            dict.fromkeys(columns, project),
        ),
    ]
    return {
        "general_public_budget_basic_expenditure": {"unit": "万元", "rows": basic},
        "economic_classification_summary": {"unit": "万元", "rows": every},
    }


def _paired(one: str, two: str, words: Sequence[str], cells: Cells) -> dict[str, str]:
    keys = (f"{one}.科目编码", f"{one}.科目名称", f"{two}.科目编码", f"{two}.科目名称")
    return _row(cells, **dict(zip(keys, words, strict=True)))


def _split(one: str, two: str, words: Sequence[str], cells: Cells) -> dict[str, str]:
    keys = [f"{side}.{key}" for side in (one, two) for key in ("类", "款", "科目名称")]
    return _row(cells, **dict(zip(keys, words, strict=True)))


def lines(count: int) -> str:
    """``count`` lines of procurement of one Hebei project."""
    name, amounts = "信息化建设", [100 + 3 * number for number in range(count)]
    total = sum(amounts)
    columns = ("合计", "一般公共预算拨款", "预留中小微企业份额")
    rows = [
        {
            **_row(dict.fromkeys(columns, amount) | {"单价": amount, "预算资金": total}, 项目名称=name),
            "采购物品名称": f"设备{number + 1}",
            "政府采购目录序号": f"A0201{number + 1:04d}",
            "计量单位": "台",
            "数量": "1",
        }
        for number, amount in enumerate(amounts)
    ]
    totals = [_row(dict.fromkeys(columns, total), 项目名称=label) for label in ("合计", "试验局本级小计")]
    forms = {**_hebei_forms({"2013101": _of(50000, total)}), "procurement": {"unit": "万元", "rows": [*totals, *rows]}}
    return _document("hebei-2024", forms, projects=[_project(0, name, total)])


def projects(count: int) -> str:
    """``count`` projects of a Hebei department, each with its goals and six indicators."""
    amounts = [1000 + 7 * number for number in range(count)]
    found = [_project(number, f"第{number + 1}项业务费", amount) for number, amount in enumerate(amounts)]
    return _document("hebei-2024", _hebei_forms({"2013101": _of(50000, sum(amounts))}), projects=found)


_INDICATORS = (
    ("产出指标", "数量指标", "办理事项数量", "≥{n} 件"),
    ("产出指标", "质量指标", "办理合格率", "≥9{d}%"),
    ("产出指标", "时效指标", "办理及时率", "≥8{d}%"),
    ("产出指标", "成本指标", "总费用", "≤{budget} 万元"),
    ("效益指标", "社会效益指标", "受益人数", "≥{n}00 人"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥9{d}.5%"),
)


def _project(number: int, name: str, budget: int) -> dict[str, object]:
    values = {"n": number + 20, "d": number % 9, "budget": _text(budget)}
    return {
        "code": f"99903124P{number:08d}",
        "name": name,
        "budget": _text(budget),
        "fiscal_funds": _text(budget),
        "purpose": f"主要用于第{number + 1}类事项的受理和办结，金额{_text(budget)}万元。",
        "plan": {"6月底": "50%", "12月底": "100%"},
        "goals": [f"办结第{number + 1}类事项{number + 20}件。", f"第{number + 1}类事项按期办结。"],
        "indicators": [
            {"level1": one, "level2": two, "level3": f"第{number + 1}类{three}", "value": value.format(**values)}
            for one, two, three, value in _INDICATORS
        ],
    }


def rows(count: int) -> str:
    """A Hebei department that spends on ``count`` functions, with their 类 and 款."""
    entries = classification("functional", _YEAR).entries
    leaves = islice((code for code in entries if len(code) == len("2010301")), count)
    spent = {code: _of(1500 + 37 * at, 900 + at) for at, code in enumerate(leaves)}
    amounts = [cells["项目支出"] for cells in spent.values()]
    found = [_project(number, f"第{number + 1}项业务费", amount) for number, amount in enumerate(amounts)]
    return _document("hebei-2024", _hebei_forms(spent), projects=found)


def _of(basic: int, project: int) -> Cells:
    return {"合计": basic + project, "基本支出": basic, "项目支出": project}


def _hebei_forms(spent: Mapping[str, Cells]) -> dict[str, object]:
    """Forms 01 to 06: all of it general budget, spent on these functions, wages only."""
    pack, names = load_pack("hebei-2024"), classification("functional", _YEAR).entries
    tops: dict[str, list[Cells]] = {}
    for code, cells in spent.items():
        for length in (3, 5, 7):
            tops.setdefault(code[:length], []).append(cells)
    whole = _added(spent.values())
    total, basic = whole["合计"], whole["基本支出"]
    listed = [_row(_added(tops[code]), 科目编码=code, 科目名称=names[code].name) for code in sorted(tops)]
    rows = [_row(whole, 科目名称="合计"), *listed]
    income = [
        {
            **{key: row[key] for key in ("科目编码", "科目名称") if key in row},
            **dict.fromkeys(("合计", "小计", "财政拨款收入"), row["合计"]),
        }
        for row in rows
    ]
    names_of: tuple[dict[str, str], ...] = (
        {"科目名称": "合计"},
        {"科目编码": "301", "科目名称": "工资福利支出"},
        {"科目编码": "30101", "科目名称": "基本工资"},
    )
    wages = [_row({"合计": basic, "人员经费": basic}, **words) for words in names_of]
    first = pack.forms["income_expenditure_summary"]
    money = dict.fromkeys(("一、一般公共预算拨款收入", "本年收入合计", "收入总计"), total)
    outlay = dict.fromkeys(("本年支出合计", "支出总计"), total)
    outlay |= _by_class({code: cells["合计"] for code, cells in spent.items()})
    return {
        first.id: {
            "unit": "万元",
            "income": _panel(pack, first, "income", money, ("预算数",)),
            "outlay": _panel(pack, first, "outlay", outlay, ("预算数",)),
        },
        "income_summary": {"unit": "万元", "rows": income},
        "expenditure_summary": {"unit": "万元", "rows": rows},
        "general_public_budget_expenditure": {"unit": "万元", "rows": rows},
        "general_public_budget_basic_expenditure": {"unit": "万元", "rows": wages},
        "government_fund_expenditure": {"empty": True},
        "state_capital_expenditure": {"empty": True},
    }


INPUTS: Mapping[str, Callable[[int], str]] = {"units": units, "lines": lines, "projects": projects, "rows": rows}
"""What can be made large, by name."""
