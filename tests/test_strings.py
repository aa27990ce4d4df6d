# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words people read: all in catalogues, all translated, none hidden from the translators."""

import ast
import importlib.util
import re

import pytest

from tests.support.rooms import ROOT

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ASKS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1, "QT_TR_NOOP": 0}
"""The calls that lupdate reads, and which argument is the sentence."""
NOT_SAID = {
    "languages.py": {"中文"},  # a language's name is written in that language
    "member_table.py": {"阿***木"},  # the widest masked name, to measure a column by
    "groups.py": {"工会"},  # a word of the district's own data
}
"""Chinese that is no sentence of ours: by file, and why."""
FILES = sorted(file.relative_to(ROOT) for file in (ROOT / "src/fieldkit/ui").rglob("*.py"))


def tool():
    found = importlib.util.spec_from_file_location("translations", ROOT / "packaging/translations.py")
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def name_of(call):
    """Return the last part of the name of what is called; a painter's ``translate`` is another one."""
    if isinstance(call.func, ast.Attribute):
        owner = getattr(call.func.value, "id", "")
        return "" if call.func.attr == "translate" and owner != "QCoreApplication" else call.func.attr
    return getattr(call.func, "id", "")


def is_literal(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def unread(source):
    """Return the lines where a sentence is asked for that lupdate cannot read."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and name_of(node) in ASKS:
            place = ASKS[name_of(node)]
            if len(node.args) > place and not all(is_literal(one) for one in node.args[: place + 1]):
                found.append((node.lineno, ast.unparse(node)))
    return found


def hidden(source):
    """Return the Chinese literals that stand outside of any call that lupdate reads."""
    tree = ast.parse(source)
    shown = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in (*ASKS, "compile"):  # a pattern is not said
            shown |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            shown |= {id(one.value) for one in node.body if isinstance(one, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if is_literal(node) and HAN.search(node.value) and id(node) not in shown
    ]


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_sentence_that_is_asked_for_is_a_literal(file):
    found = unread((ROOT / file).read_text(encoding="utf-8"))
    if file.name == "strings.py":  # the one look-up of what a table marked with QT_TRANSLATE_NOOP
        found = [one for one in found if one[1] != "QCoreApplication.translate(context, words)"]
    assert found == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_no_chinese_is_hidden_from_the_translators(file):
    found = hidden((ROOT / file).read_text(encoding="utf-8"))
    assert [one for one in found if one[1] not in NOT_SAID.get(file.name, set())] == []


@pytest.mark.parametrize(
    ("planted", "lines"),
    [
        ("self.tr(words)", 1),
        ('self.tr(f"还有 {n} 条")', 1),
        ('QT_TRANSLATE_NOOP("problems", words)', 1),
        ('self.tr("还有 {0} 条").format(n)', 0),
        ('QCoreApplication.translate("strings", "男")', 0),
    ],
)
def test_a_planted_sentence_that_cannot_be_read_is_caught(planted, lines):
    assert len(unread(planted)) == lines


@pytest.mark.parametrize(
    ("planted", "lines"),
    [
        ('QLabel("工会")', 1),
        ('x = f"工会 {n}"', 1),
        ('"""说明"""\nQLabel(self.tr("工会"))', 0),
        ('class A:\n    """说明"""\n    b = 1\n    """说明 b"""', 0),
    ],
)
def test_planted_chinese_is_caught(planted, lines):
    assert len(hidden(planted)) == lines


@pytest.mark.parametrize(
    "catalogue", sorted((ROOT / "resources/i18n").glob("*.ts")), ids=lambda file: file.stem
)
def test_a_catalogue_is_fresh_and_complete(catalogue):
    assert tool().wrong_with(catalogue) == []


def test_there_is_an_english_catalogue_and_it_speaks_english():
    said = dict(tool().messages(ROOT / "resources/i18n/fieldkit_en.ts"))
    assert said["zh_CN"] == "en"
    chinese = {source: words for source, words in said.items() if HAN.search(words)}
    assert set(chinese) == {"语言 Language"}  # the one that people look for who cannot read the other
