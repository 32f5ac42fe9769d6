"""Codes and classifications: what a code begins with, which codes go together, what an empty form says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.pairs import code_pairs
from generator.domain.findings import Finding
from generator.packs.record_rules import AllowedPairs, EmptyNotes, MemberField
from generator.reconcile.rules.records.scene import Scene, listed
from generator.reconcile.wording import places


def member_field(rule: MemberField, scene: Scene) -> Iterator[Finding]:
    """Members whose field begins otherwise, or is not there though it should be."""
    tree = scene.knowledge.space.dimensions[rule.each]
    leaves = [member for member in tree.members.values() if not tree.children(member.code)]
    if not leaves:
        scene.gaps.note(f"没有{tree.name}")
    for member in leaves:
        text = member.fields.get(rule.field, "").strip()
        if not text and not rule.required:
            scene.gaps.note(f"“{member.name}”没有填写")
            continue
        scene.gaps.looked()
        if not text.upper().startswith(rule.starts):
            words = f"“{member.name}”的“{text or '（空白）'}”不以 {'、'.join(rule.starts)} 开头"
            yield scene.finding(words, (scene.place(rule.each, member.code),))


def allowed_pairs(rule: AllowedPairs, scene: Scene) -> Iterator[Finding]:
    """Amounts at two codes that the catalogue does not put together."""
    pairs = code_pairs(rule.catalog)
    seen: set[tuple[str, str]] = set()
    for at, statements in scene.knowledge.stated.items():
        left, right = at.get(rule.left), at.get(rule.right)
        if not left or not right or (left, right) in seen or all(s.amount.is_zero for s in statements):
            continue
        seen.add((left, right))
        if left not in pairs:
            if any(known.startswith(left) for known in pairs):
                continue
            scene.gaps.note(f"对照表中没有 {left}")
            continue
        scene.gaps.looked()
        if not any(allowed.startswith(right) for allowed in pairs[left]):
            words = f"{left} 与 {right} 同在一行，对照表中 {left} 对应 {'、'.join(sorted(pairs[left]))}"
            yield scene.finding(words, places(statements))
    if not seen:
        scene.gaps.note("没有同时列出两种科目的金额")


def empty_notes(rule: EmptyNotes, scene: Scene) -> Iterator[Finding]:
    """Empty forms whose note is missing or names another fund."""
    for form_id, words in rule.forms.items():
        state = scene.forms.get(form_id)
        if state is None or state.status == "missing":
            scene.gaps.note(f"没有{scene.wording.form(form_id)}")
        elif state.empty:
            scene.gaps.looked()
            note = scene.pack.forms[form_id].empty_note
            if not any(word in note for word in words):
                given = scene.submission.forms.get(form_id)
                said = f"注明的是“{note}”" if note else "没有注明"
                told = f"{scene.wording.form(form_id)}是空表，{said}，没有写到{listed(words)}"
                yield scene.finding(told, (given.location if given else scene.submission.location,))
