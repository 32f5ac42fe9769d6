"""The findings of the audit: stable code, severity and Chinese title."""

from __future__ import annotations

from generator.domain.findings import Severity

CONTENT_LOST = "PUB-01"
FORM_DIFFERS = "PUB-02"
FORM_TWICE = "PUB-03"
RECORD_LOST = "PUB-04"
AMOUNT_INVENTED = "PUB-05"
SENTENCE_WRONG = "PUB-06"
AMOUNT_TYPED = "PUB-07"
CHARACTER = "PUB-08"

CATALOGUE: dict[str, tuple[Severity, str]] = {
    CONTENT_LOST: (Severity.ERROR, "应当公开的内容没有印出"),
    FORM_DIFFERS: (Severity.ERROR, "印出的公开表与数据不符"),
    FORM_TWICE: (Severity.ERROR, "公开表重复印出"),
    RECORD_LOST: (Severity.ERROR, "记录没有印全"),
    AMOUNT_INVENTED: (Severity.ERROR, "表格中的金额没有来处"),
    SENTENCE_WRONG: (Severity.ERROR, "公开文件的文字与数据不符"),
    AMOUNT_TYPED: (Severity.WARNING, "模板中写死的金额"),
    CHARACTER: (Severity.ERROR, "文字中有不应有的字符"),
}
