"""Rows of forms, expressed in YAML alone: nested, combined, at one depth, without words, numbered, padded."""

from __future__ import annotations

from pathlib import Path

from generator.domain.coordinates import Coordinate
from invented import codes, invented, texts

SPENDING = """
    at: {flow: expenditure}
    columns:
      - title: 科目编码
        columns:
          - {title: 类, role: code, of: function, digits: [0, 3]}
          - {title: 款, role: code, of: function, digits: [3, 5]}
          - {title: 项, role: code, of: function, digits: [5, 7]}
      - {title: 单位代码, role: code, of: unit}
      - {title: 名称, role: name}
      - {title: 合计, role: amount}
      - {title: 基本支出, role: amount, at: {kind: basic}}
      - {title: 项目支出, role: amount, at: {kind: project}}
    rows:
      - {label: 合计, unlabelled: true, total: true}
      - each: unit
        below:
          - {each: function, depths: [2]}
"""
CLASSES = """
    at: {flow: expenditure}
    columns:
      - {title: 项目, role: label}
      - {title: 预算数, role: amount}
    rows:
      - {each: function, depths: [0], numbering: "{cn}、"}
      - {label: 支出合计, total: true}
"""
TWO_UNITS = """
    forms:
      spending:
        unit: 万元
        rows:
          - {名称: 合计, 合计: 30.00, 基本支出: 20.00, 项目支出: 10.00}
          - {单位代码: "01", 名称: 局本级, 合计: 20.00, 基本支出: 10.00, 项目支出: 10.00}
          - {科目编码: 2010301, 名称: 行政运行, 合计: 15.00, 基本支出: 10.00, 项目支出: 5.00}
          - {类: 208, 款: "05", 项: "01", 名称: 行政单位离退休, 合计: 5.00, 项目支出: 5.00}
          - {单位代码: "02", 名称: 服务中心, 合计: 10.00, 基本支出: 10.00}
          - {类: 201, 款: 3, 项: 1, 名称: 行政运行, 合计: 10.00, 基本支出: 10.00}
"""
ROWS = [
    ("", "", "", "", "", "30.00", "20.00", "10.00"),
    ("", "", "", "01", "局本级", "20.00", "10.00", "10.00"),
    ("201", "03", "01", "", "行政运行", "15.00", "10.00", "5.00"),
    ("208", "05", "01", "", "行政单位离退休", "5.00", "", "5.00"),
    ("", "", "", "02", "服务中心", "10.00", "10.00", ""),
    ("201", "03", "01", "", "行政运行", "10.00", "10.00", ""),
]


def test_unit_rows_hold_the_rows_of_their_own_functions(tmp_path: Path) -> None:
    pack = invented(tmp_path, spending=SPENDING)
    for found in (pack.disclosure(TWO_UNITS), pack.through_workbook(TWO_UNITS)):
        assert codes(found) == []
        assert texts(pack.printed(found, "spending")) == ROWS


def test_what_is_not_printed_is_derived_from_the_rows_at_one_depth(tmp_path: Path) -> None:
    """No row of a 类 is printed; form and law know it all the same, for each unit and for all of them."""
    pack = invented(tmp_path, spending=SPENDING, classes=CLASSES)
    found = pack.disclosure(TWO_UNITS)
    of = {at: fact.amount.text(fact.amount.unit, 2) for at, fact in found.facts.items()}
    assert of[Coordinate.of({"flow": "expenditure", "unit": "01", "function": "201"})] == "15.00"
    assert of[Coordinate.of({"flow": "expenditure", "function": "201"})] == "25.00"
    assert found.forms["classes"].status == "derived"
    assert texts(pack.printed(found, "classes")) == [
        ("一、一般公共服务支出", "25.00"),
        ("二、社会保障和就业支出", "5.00"),
        ("支出合计", "30.00"),
    ]


def test_a_wrong_row_breaks_the_sum_though_no_class_is_printed(tmp_path: Path) -> None:
    pack = invented(tmp_path, spending=SPENDING)
    wrong = TWO_UNITS.replace("合计: 15.00, 基本支出: 10.00", "合计: 15.00, 基本支出: 11.00")
    assert "SUM-01" in codes(pack.disclosure(wrong))


def test_what_stands_below_no_unit_is_nothing(tmp_path: Path) -> None:
    pack = invented(
        tmp_path, files={"figures.yaml": "药: {at: {flow: expenditure, function: '210'}}"}, spending=SPENDING
    )
    assert pack.disclosure(TWO_UNITS).facts[Coordinate.of({"flow": "expenditure", "function": "210"})].amount.is_zero


def test_a_nested_row_needs_the_row_it_belongs_to(tmp_path: Path) -> None:
    pack = invented(tmp_path, spending=SPENDING)
    found = pack.disclosure("""
        forms:
          spending:
            unit: 万元
            rows:
              - {名称: 合计, 合计: 10.00}
              - {科目编码: 2010301, 名称: 行政运行, 合计: 10.00}
    """)
    assert "READ-04" in codes(found)


def test_a_unit_may_not_stand_twice_but_its_functions_may_stand_in_another(tmp_path: Path) -> None:
    pack = invented(tmp_path, spending=SPENDING)
    assert "READ-11" in codes(pack.disclosure(TWO_UNITS.replace('"02"', '"01"')))


def test_one_unit_alone_is_the_total(tmp_path: Path) -> None:
    """With a single unit the functions known by their total are known for the unit."""
    pack = invented(tmp_path, spending=SPENDING, classes=CLASSES)
    found = pack.disclosure("""
        forms:
          spending:
            unit: 万元
            rows:
              - {名称: 合计, 合计: 10.00, 基本支出: 10.00}
              - {单位代码: "01", 名称: 局本级, 合计: 9.00, 基本支出: 9.00}
              - {科目编码: 2010301, 名称: 行政运行, 合计: 9.00, 基本支出: 9.00}
    """)
    assert "SUM-01" in codes(found)


PAIRS = """
    at: {flow: expenditure, kind: basic}
    columns:
      - title: 部门经济分类
        columns:
          - {title: 编码, role: code, of: economic}
          - {title: 名称, role: name, of: economic}
      - title: 政府经济分类
        columns:
          - {title: 编码, role: code, of: gov_economic}
          - {title: 名称, role: name, of: gov_economic}
      - {title: 合计, role: amount}
    rows:
      - {each: economic, beside: [gov_economic], order: stated}
      - {label: 合计, total: true}
"""
PAIR_ROWS = """
    forms:
      pairs:
        unit: 万元
        rows:
          - {部门经济分类.编码: 30102, 部门经济分类.名称: 津贴补贴, 政府经济分类.编码: 50101,
             政府经济分类.名称: 工资奖金津补贴, 合计: 3.00}
          - {部门经济分类.编码: 30101, 部门经济分类.名称: 基本工资, 政府经济分类.编码: 50501,
             政府经济分类.名称: 工资福利支出, 合计: 2.00}
          - {部门经济分类.编码: 30102, 部门经济分类.名称: 津贴补贴, 政府经济分类.编码: 50501,
             政府经济分类.名称: 工资福利支出, 合计: 4.00}
          - {部门经济分类.名称: 合计, 合计: 9.00}
"""


def test_one_row_may_stand_for_members_of_two_dimensions(tmp_path: Path) -> None:
    """The same department code stands on two rows; the order is the input's; the total stands last."""
    pack = invented(tmp_path, pairs=PAIRS)
    for found in (pack.disclosure(PAIR_ROWS), pack.through_workbook(PAIR_ROWS)):
        assert codes(found) == []
        assert texts(pack.printed(found, "pairs")) == [
            ("30102", "津贴补贴", "50101", "工资奖金津补贴", "3.00"),
            ("30101", "基本工资", "50501", "工资福利支出", "2.00"),
            ("30102", "津贴补贴", "50501", "工资福利支出", "4.00"),
            ("", "合计", "", "", "9.00"),
        ]


def test_sums_hold_along_both_dimensions_of_a_pair(tmp_path: Path) -> None:
    figures = """
        津贴: {at: {flow: expenditure, kind: basic, economic: "30102"}}
        五〇五: {at: {flow: expenditure, kind: basic, gov_economic: "505"}}
    """
    pack = invented(tmp_path, files={"figures.yaml": figures}, pairs=PAIRS)
    assert codes(pack.disclosure(PAIR_ROWS + "    figures: {津贴: 7.00, 五〇五: 6.00}\n")) == []
    assert set(codes(pack.disclosure(PAIR_ROWS + "    figures: {津贴: 7.00, 五〇五: 6.50}\n"))) == {"SUM-01"}


def test_a_combination_may_stand_only_once(tmp_path: Path) -> None:
    pack = invented(tmp_path, pairs=PAIRS)
    twice = PAIR_ROWS.replace("部门经济分类.编码: 30101, 部门经济分类.名称: 基本工资", "部门经济分类.编码: 30102")
    assert "READ-11" in codes(pack.disclosure(twice))


ITEMS = """
    at: {flow: expenditure}
    columns:
      - {title: 合计, role: amount, at: {item: three_public}}
      - {title: 因公出国（境）费, role: amount, at: {item: abroad}}
      - {title: 公务用车, role: amount, at: {item: vehicle}}
      - {title: 公务接待费, role: amount, at: {item: reception}}
    rows:
      - {label: “三公”经费}
"""


def test_a_form_may_be_one_row_without_words(tmp_path: Path) -> None:
    pack = invented(tmp_path, items=ITEMS)
    text = """
        forms:
          items: {unit: 万元, rows: [{合计: 3.50, 公务用车: 1.50, 公务接待费: 2.00}]}
    """
    for found in (pack.disclosure(text), pack.through_workbook(text)):
        assert codes(found) == []
        assert texts(pack.printed(found, "items")) == [("3.50", "", "1.50", "2.00")]
    assert codes(pack.disclosure(text.replace("3.50", "3.60"))) == ["SUM-01"]
    assert "READ-04" in codes(pack.disclosure(text.replace("2.00}]", "2.00}, {合计: 1.00}]")))


PROJECTS = """
    at: {flow: expenditure, kind: project}
    columns:
      - {title: 类型, role: name, of: kind}
      - {title: 项目名称, role: name, of: project, also: {unit: code}}
      - {title: 项目单位, role: field, field: unit, of: project, also: {unit: name}}
      - {title: 合计, role: amount}
      - title: 本年拨款
        at: {carry: current}
        columns:
          - {title: 一般公共预算, role: amount, at: {source: general}}
          - {title: 政府性基金, role: amount, at: {source: fund}}
      - {title: 上年结转, role: amount, at: {carry: carryover}}
    rows:
      - {label: 合计, unlabelled: true, total: true}
      - each: unit
        below:
          - {each: project, beside: [kind], order: stated}
"""
PROJECT_ROWS = """
    projects:
      - {code: P1, name: 值班经费, budget: 5.00}
      - {code: P2, name: 档案经费, budget: 1.00}
    forms:
      projects_by_type:
        unit: 万元
        rows:
          - {项目名称: 合计, 合计: 6.00, 一般公共预算: 6.00}
          - {项目名称: "01", 项目单位: 局本级, 合计: 6.00, 一般公共预算: 6.00}
          - {类型: 特定目标类, 项目名称: 档案经费, 项目单位: 局本级, 合计: 1.00, 一般公共预算: 1.00}
          - {类型: 其他运转类, 项目名称: 值班经费, 项目单位: 局本级, 合计: 5.00, 一般公共预算: 5.00}
"""


def test_projects_are_listed_with_type_and_unit(tmp_path: Path) -> None:
    figures = """
        运转类: {at: {flow: expenditure, kind: running}}
        特定类: {at: {flow: expenditure, kind: special}}
    """
    pack = invented(tmp_path, files={"figures.yaml": figures}, projects_by_type=PROJECTS)
    stated = PROJECT_ROWS + "    figures: {运转类: 5.00, 特定类: 1.00}\n"
    for found in (pack.disclosure(stated), pack.through_workbook(stated)):
        assert codes(found) == []
        assert texts(pack.printed(found, "projects_by_type")) == [
            ("", "", "", "6.00", "6.00", "", ""),
            ("", "01", "局本级", "6.00", "6.00", "", ""),
            ("特定目标类", "档案经费", "局本级", "1.00", "1.00", "", ""),
            ("其他运转类", "值班经费", "局本级", "5.00", "5.00", "", ""),
        ]
    assert codes(pack.disclosure(stated.replace("运转类: 5.00", "运转类: 4.00"))) != []
    assert codes(pack.disclosure(stated.replace("档案经费, budget: 1.00", "档案经费, budget: 2.00"))) != []


def test_the_columns_of_a_listed_row_add_up(tmp_path: Path) -> None:
    """本年 × 一般公共预算 is a part of the row's total along two dimensions at once."""
    pack = invented(tmp_path, projects_by_type=PROJECTS)
    wrong = PROJECT_ROWS.replace(
        "项目单位: 局本级, 合计: 5.00, 一般公共预算: 5.00", "项目单位: 局本级, 合计: 5.00, 一般公共预算: 4.00"
    )
    assert "SUM-01" in codes(pack.disclosure(wrong))


def test_an_unknown_type_is_a_finding(tmp_path: Path) -> None:
    pack = invented(tmp_path, projects_by_type=PROJECTS)
    assert "READ-04" in codes(pack.disclosure(PROJECT_ROWS.replace("特定目标类", "特殊目标")))


NUMBERED = """
    at: {flow: expenditure}
    columns:
      - {title: 项目, role: label}
      - {title: 预算数, role: amount}
    rows:
      - {rows: classes, numbering: "（{cn}）"}
      - {pad: 2}
      - {label: 合计, total: true}
"""
LIST = """
    lists:
      classes:
        - {label: 教育, number: 5, at: {function: "205"}}
        - {label: 科技, at: {function: "206"}}
        - {label: 社保, number: 8, at: {function: "208"}}
"""


def test_a_list_may_have_numbers_of_its_own_and_blank_rows_before_the_total(tmp_path: Path) -> None:
    pack = invented(tmp_path, files={"rows.yaml": LIST}, numbered=NUMBERED)
    text = """
        forms:
          numbered:
            unit: 万元
            rows: [{项目: 合计, 预算数: 3.00}, {项目: 五、教育, 预算数: 1.00}, {项目: 科技}, {项目: 社保, 预算数: 2.00}]
    """
    for found in (pack.disclosure(text), pack.through_workbook(text)):
        assert texts(pack.printed(found, "numbered")) == [
            ("（五）教育", "1.00"),
            ("（六）科技", ""),
            ("（八）社保", "2.00"),
            ("", ""),
            ("", ""),
            ("合计", "3.00"),
        ]


def test_rows_named_without_codes_are_found_by_name(tmp_path: Path) -> None:
    """Only the 类 with money, numbered as they come, in a form without a column for codes."""
    pack = invented(tmp_path, classes=CLASSES)
    text = """
        forms:
          classes:
            unit: 万元
            rows:
              - {项目: 一、教育支出, 预算数: 2.00}
              - {项目: 二、卫生健康支出, 预算数: 1.00}
              - {项目: 支出合计, 预算数: 3.00}
    """
    for found in (pack.disclosure(text), pack.through_workbook(text)):
        assert codes(found) == []
        assert texts(pack.printed(found, "classes"))[1] == ("二、卫生健康支出", "1.00")
    assert codes(pack.disclosure(text.replace("二、卫生健康支出", "二、卫生什么支出"))) != []


PARTIAL = """
    at: {flow: procurement}
    columns:
      - {title: 项目, role: label}
      - {title: 预算数, role: amount}
      - {title: 其中：中小企业, role: amount, at: {flow: procurement_sme}}
    rows: [{label: 采购, total: true}]
"""


def test_a_part_among_others_need_not_be_the_whole_but_cannot_exceed_it(tmp_path: Path) -> None:
    pack = invented(tmp_path, partial=PARTIAL)
    text = "forms: {partial: {unit: 万元, rows: [{项目: 采购, 预算数: 3.00, '其中：中小企业': 2.00}]}}"
    assert codes(pack.disclosure(text)) == []
    assert codes(pack.disclosure(text.replace("2.00", "4.00"))) == ["SUM-03"]
