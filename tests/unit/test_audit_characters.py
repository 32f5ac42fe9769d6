"""Characters that have no place in a published text, and the many that have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audit.characters import suspicious


def found(text: str) -> list[tuple[str, str, str]]:
    return sorted((one.kind, one.text, one.expected) for one in suspicious(text))


@pytest.mark.parametrize(
    "text",
    [
        "合计[Undefined]万元", "<object at 0x7f3a>", "{{ 三公.合计 }}", "见}}", "{% if %}", "{# 注 #}", "支出None万元",
        "None", "nan", "共NaN元", "Decimal('1.00')", "<function f>", "<generator object x>", "True", "[]", "{}",
    ],
)  # fmt: skip
def test_what_a_program_leaves_behind_is_seen(text: str) -> None:
    assert {kind for kind, _, _ in found(text)} >= {"leftover"}


@pytest.mark.parametrize(
    "character",
    [
        *"\x00\x07\x7f\x85\xad\u200b\u200d\u200e\u202e\u2066\u2028\u2060\ufeff\ufffd\ue000\uf8ff\u0378\uffff\u3164\u2800",
        *"\ud800\U0001fffe\U000e0041\U000f0000\u034f\u0336\u20e3\ufe0f\u3099",
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_told_by_its_code_point(character: str) -> None:
    (one,) = suspicious(f"收入{character}合计12.36")
    assert (one.kind, one.start, one.points) == ("unseen", 2, f"U+{ord(character):04X}")
    assert character not in one.shown


@pytest.mark.parametrize(
    ("text", "letter", "meant"),
    [
        ("1О.00", "О", "O"), ("АВС-100", "А", "A"), ("GВ/T 7714", "В", "B"), ("丙Ο丁", "Ο", "O"), ("Т恤", "Т", "T"),
        ("1O.00", "O", "0"), ("l2.36", "l", "1"), ("12.3O", "O", "0"), ("O.50", "O", "0"),
        ("3O万元", "O", "0"), ("2O24年", "O", "0"), ("1,2I3.00", "I", "1"), ("1l1", "l", "1"), ("3l万元", "l", "1"),
        ("收⼊", "⼊", "入"), ("⻋辆", "⻋", "车"), ("金\uf90a", "\uf90a", "金"), ("二ニ三", "ニ", "二"),
        ("ㄧ般", "ㄧ", "一"),
        ("12․36", "․", "."), ("1‚234", "‚", ","), ("１٢.3", "٢", "2"), ("𝟏2.36", "𝟏", "1"), ("𝐀类", "𝐀", "A"),
    ],
)  # fmt: skip
def test_a_lookalike_is_told_with_what_it_looks_like(text: str, letter: str, meant: str) -> None:
    assert ("lookalike", letter, meant) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "α粒子", "5μm", "10kΩ", "kΩ", "IFN-α2b", "NFκB", "βhCG", "Δt", "γ射线", "χ2检验", "俄罗斯Россия",
        "ΑΒΓ", "1.5l", "2.0l", "PM2.5", "H2O2", "I级", "I.1", "A10", "5G", "10.1", "ISO9001", "IO接口",
        "O型血", "二○二四年", "二〇二四年", "㎡", "m²", "№1", "Ⅲ级", "①", "℃", "カラオケ", "の", "AT&T",
        "Москва", "Ａ１２３", "１２．３６万元", "“”‘’—…《》",
        "葛\U000e0100城区", "\U00030000", "\ufa0e", "ü", "nánníng", "ཀི", "ᠮᠣᠩᠭᠣᠯ ᠤᠨ\u180b", "ئۇيغۇر", "✔\ufe0f",
        "〔待补〕",
        "a\tb\nc", "甲\xa0乙\u3000丙", "banana", "Nan先生", "nan-ning", "none of them", "{设备}", "[1]", "真True",
        "-12.36", "1,234.00",
    ],
)  # fmt: skip
def test_what_belongs_into_texts_is_let_through(text: str) -> None:
    assert found(text) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("收入支出合计万元0123456789.，。、（）％%αμΩABab \n"), max_size=40), st.data())
def test_a_hidden_character_is_seen_wherever_it_stands(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    hidden = data.draw(st.sampled_from("\u200b\u202e\ue123\ufffd\x08\u2028"))
    assert hidden in {one.text for one in suspicious(text[:place] + hidden + text[place:])}
