"""The findings of this stage: stable code, severity and Chinese title."""

from __future__ import annotations

from generator.domain.findings import CHECK_BROKEN, Severity

SUM_DIFFERS = "SUM-01"
SUM_ROUNDS = "SUM-02"
SUM_EXCEEDS = "SUM-03"
SUM_OPEN = "SUM-04"
STATED_TWICE = "FACT-01"
NEGATIVE = "FACT-02"
FIGURES_CUT = "FACT-03"
FORM_MISSING = "FORM-01"
FORM_DERIVED = "FORM-02"
CELL_UNKNOWN = "FORM-03"
CELL_DERIVED = "FORM-04"
ROW_NOT_BROKEN_DOWN = "FORM-05"
PACK_MISMATCH = "META-01"
TEXT_MISSING = "TEXT-01"
PROJECTS_MISSING = "PROJ-01"
RULE_BROKEN = CHECK_BROKEN
RULE_NOT_CHECKED = "RULE-NC"
RULE_ROUNDS = "RULE-RD"
WAIVER_IDLE = "WAIVE-01"
WAIVER_REFUSED = "WAIVE-02"
WAIVER_DATE = "WAIVE-03"

CATALOGUE: dict[str, tuple[Severity, str]] = {
    SUM_DIFFERS: (Severity.ERROR, "合计与各项之和不符"),
    SUM_ROUNDS: (Severity.HINT, "合计与各项之和只差四舍五入"),
    SUM_EXCEEDS: (Severity.ERROR, "部分大于整体"),
    SUM_OPEN: (Severity.WARNING, "合计中有未列示的部分"),
    STATED_TWICE: (Severity.ERROR, "同一数字前后不一致"),
    NEGATIVE: (Severity.WARNING, "金额为负数"),
    FIGURES_CUT: (Severity.HINT, "尾数是截去的，不是四舍五入"),
    FORM_MISSING: (Severity.ERROR, "缺少表格且无法推算"),
    FORM_DERIVED: (Severity.INFO, "表格由其他表推算"),
    CELL_UNKNOWN: (Severity.ERROR, "单元格没有数字且无法推算"),
    CELL_DERIVED: (Severity.INFO, "单元格由其他数字推算"),
    ROW_NOT_BROKEN_DOWN: (Severity.ERROR, "科目没有列到末级"),
    PACK_MISMATCH: (Severity.ERROR, "模板包与输入不匹配"),
    TEXT_MISSING: (Severity.ERROR, "缺少必需的文字"),
    PROJECTS_MISSING: (Severity.ERROR, "有项目支出而没有项目"),
    RULE_BROKEN: (Severity.ERROR, "规则运行出错，没有核对完"),
    RULE_NOT_CHECKED: (Severity.INFO, "规则未核对"),
    RULE_ROUNDS: (Severity.HINT, "应当相等的两数只差四舍五入"),
    WAIVER_IDLE: (Severity.ERROR, "核对说明没有对应的问题"),
    WAIVER_REFUSED: (Severity.ERROR, "这类错误不能以说明代替更正"),
    WAIVER_DATE: (Severity.ERROR, "核对说明的日期不是日期"),
}
"""Balances carry the code of their declaration in ``rules.yaml`` and are errors."""
