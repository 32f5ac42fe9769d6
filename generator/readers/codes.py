"""The findings reading can have. Codes are stable; tests and users look them up here.

========  ========  =======================================================================
Code      Severity  Title
========  ========  =======================================================================
READ-01   ERROR     未注明金额单位
READ-02   ERROR     金额无法识别
READ-03   INFO      公式没有保存结果，按推算
READ-04   ERROR     这一行无法识别
READ-05   ERROR     科目编码缺少或不合规范
READ-06   ERROR     科目没有上级科目
READ-07   INFO      科目目录中没有这个编码
READ-08   WARNING   科目名称与编码不符
READ-09   HINT      科目名称与目录不同（目录未经文件证实）
READ-10   WARNING   同一编码在各表中名称不同
READ-11   ERROR     同一行出现两次
READ-12   ERROR     同一内容给出两次
READ-13   ERROR     缺少列
READ-14   WARNING   多余的列
READ-15   ERROR     此处不应填金额
READ-16   ERROR     表中没有数据
READ-17   INFO      表未填写，视为未提供
READ-18   ERROR     不认识的键或栏目
READ-19   ERROR     结构不对
READ-20   INFO      未读取的文件或工作表
READ-21   INFO      隐藏的内容已照常读取
READ-22   ERROR     必填内容缺少
READ-23   ERROR     找不到所指的项目
READ-24   ERROR     不认识的数字名称
READ-25   WARNING   年度不在模板包的适用范围内
READ-26   INFO      单位行不作为科目读取
READ-27   WARNING   没有项目表，项目预算数无从对应
========  ========  =======================================================================
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.findings import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    code: str
    severity: Severity
    title: str


NO_UNIT = Code("READ-01", Severity.ERROR, "未注明金额单位")
NOT_AN_AMOUNT = Code("READ-02", Severity.ERROR, "金额无法识别")
UNSAVED_FORMULA = Code("READ-03", Severity.INFO, "公式没有保存结果，按推算")
UNKNOWN_ROW = Code("READ-04", Severity.ERROR, "这一行无法识别")
BAD_CODE = Code("READ-05", Severity.ERROR, "科目编码缺少或不合规范")
NO_PARENT = Code("READ-06", Severity.ERROR, "科目没有上级科目")
NOT_IN_CATALOGUE = Code("READ-07", Severity.INFO, "科目目录中没有这个编码")
WRONG_NAME = Code("READ-08", Severity.WARNING, "科目名称与编码不符")
OTHER_NAME = Code("READ-09", Severity.HINT, "科目名称与目录不同（目录未经文件证实）")
NAMES_DIFFER = Code("READ-10", Severity.WARNING, "同一编码在各表中名称不同")
ROW_TWICE = Code("READ-11", Severity.ERROR, "同一行出现两次")
GIVEN_TWICE = Code("READ-12", Severity.ERROR, "同一内容给出两次")
MISSING_COLUMN = Code("READ-13", Severity.ERROR, "缺少列")
EXTRA_COLUMN = Code("READ-14", Severity.WARNING, "多余的列")
NO_AMOUNT_HERE = Code("READ-15", Severity.ERROR, "此处不应填金额")
NO_DATA = Code("READ-16", Severity.ERROR, "表中没有数据")
NOT_FILLED_IN = Code("READ-17", Severity.INFO, "表未填写，视为未提供")
UNKNOWN_KEY = Code("READ-18", Severity.ERROR, "不认识的键或栏目")
WRONG_SHAPE = Code("READ-19", Severity.ERROR, "结构不对")
NOT_READ = Code("READ-20", Severity.INFO, "未读取的文件或工作表")
HIDDEN = Code("READ-21", Severity.INFO, "隐藏的内容已照常读取")
MISSING_VALUE = Code("READ-22", Severity.ERROR, "必填内容缺少")
NO_SUCH_PROJECT = Code("READ-23", Severity.ERROR, "找不到所指的项目")
NO_SUCH_FIGURE = Code("READ-24", Severity.ERROR, "不认识的数字名称")
OTHER_YEAR = Code("READ-25", Severity.WARNING, "年度不在模板包的适用范围内")
ENTITY_ROW = Code("READ-26", Severity.INFO, "单位行不作为科目读取")
NO_PROJECTS = Code("READ-27", Severity.WARNING, "没有项目表，项目预算数无从对应")

ALL = tuple(value for value in list(globals().values()) if isinstance(value, Code))
