"""The last check: does a document come out when every form is filled? Only tried where nothing else is wrong."""

from __future__ import annotations

from dataclasses import replace

from generator.audit.codes import TABLE_LOST, TABLE_UNKNOWN
from generator.audit.content import audit_content
from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.walk import printed_forms
from generator.authoring.sample import lawful, sample_submission
from generator.authoring.stand_in import entity_of, year_of
from generator.compose import IncompleteError, compose
from generator.domain.errors import DisclosureError
from generator.domain.findings import Severity
from generator.domain.submission import Disclosure
from generator.reconcile import reconcile


def lint_trial(draft: Draft) -> None:
    """Findings from composing the sample at every level."""
    if draft.pack.manifest.abstract or draft.pack.manifest.outline is None or draft.report.errors:
        return
    known: dict[tuple[str, ...], Disclosure] = {}
    for level in draft.pack.manifest.levels:
        forms = tuple(form.id for form in printed_forms(draft, level))
        if forms not in known:
            submission = sample_submission(draft.pack, level, year_of(draft.pack))
            known[forms] = reconcile(submission, draft.pack)
            _open(draft, known[forms])
        submission = replace(known[forms].submission, entity=entity_of(level))
        _composed(draft, replace(known[forms], submission=submission))


def _open(draft: Draft, disclosure: Disclosure) -> None:
    """The sample agrees with itself; what does not agree, the pack asks for in two ways."""
    found = [finding for finding in lawful(draft.pack, disclosure.findings) if finding.severity is Severity.ERROR]
    if found:
        shown = found[0].message
        more = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        remedy = "请检查所涉各表的 at：同一个数字在两处的坐标应当相同。"
        draft.report.add(codes.TRIAL_OPEN, f"填入示例数据后：{shown}{more}", draft.place("pack.yaml"), remedy)


def _composed(draft: Draft, disclosure: Disclosure) -> None:
    try:
        document = compose(disclosure, draft.pack)
    except IncompleteError as error:
        for finding in error.findings:
            place = next(iter(finding.locations), draft.place("pack.yaml"))
            words = f"各表都填满时，{finding.message}仍然没有。"
            draft.report.add(codes.TRIAL_GAP, words, place, "请让某张表给出它，或改写这一处。")
    except DisclosureError as error:
        draft.report.add(codes.TRIAL_FAILED, error.message, error.location or draft.place("pack.yaml"), error.remedy)
    else:
        for found in audit_content(document, disclosure, draft.pack).findings:
            if found.code in {TABLE_LOST, TABLE_UNKNOWN}:
                place = next(iter(found.locations), draft.place("pack.yaml"))
                draft.report.add(codes.TRIAL_POINTS, found.message, place, "请补上所指的表，或改写这句话。")
