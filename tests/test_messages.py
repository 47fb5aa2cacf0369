"""The catalogue: not stale, every message in Chinese, its placeholders those of the English."""

from __future__ import annotations

import ast
import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CHINESE = ROOT / "generator/locale/zh/LC_MESSAGES/bangfu.po"


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def placeholders(text: str) -> set[str]:
    """`{name!r:.1f}`, whole, and `%(name)s`."""
    return set(re.findall(r"\{\w+(?:![rsa])?(?::[^}]*)?\}|%\(\w+\)s", text))


def fits(message: Message) -> bool:
    """Whether each translation names only what one of the English forms gives, and all of it.

    A plural's translation may take the placeholders of either form: Chinese has one form only.
    """
    wanted = [placeholders(text) for text in texts(message.id)]
    return all(
        any(placeholders(text) == names for names in wanted) for text in texts(message.string)
    )


def messages() -> list[Message]:
    with CHINESE.open("rb") as stream:
        found = [message for message in read_po(stream, locale="zh") if message.id]
    assert len(found) > 300
    return found


def test_the_catalogue_is_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/messages.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, f"run `make messages`, then translate:\n{done.stdout}{done.stderr}"


def test_every_message_is_in_chinese() -> None:
    assert [message.id for message in messages() if not all(texts(message.string))] == []
    assert [message.id for message in messages() if message.fuzzy] == []


def test_placeholders_are_those_of_the_english() -> None:
    assert [message.id for message in messages() if not fits(message)] == []


@pytest.mark.parametrize("wrong", ["{nam}", "{name!r}", "", "{name} {other}"])
def test_a_wrong_placeholder_would_be_found(wrong: str) -> None:
    assert not fits(Message("no {name}", f"没有 {wrong}"))


def test_the_compiled_catalogue_speaks_chinese() -> None:
    compiled = gettext.translation("bangfu", ROOT / "generator/locale", languages=["zh"])
    assert compiled.gettext("no problems") == "没有问题"


def first_arguments(source: str, function: str) -> list[ast.expr]:
    """What stands first in each call of `function`."""
    return [
        node.args[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function
        and node.args
    ]


def is_literal(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def is_carried(argument: ast.expr) -> bool:
    """Whether it is a name: a text marked by `N_` where it is written, shown here."""
    return isinstance(argument, ast.Name | ast.Attribute)


def test_messages_are_literals_so_that_they_can_be_extracted() -> None:
    seen = 0
    for path in (ROOT / "generator").rglob("*.py"):
        if path.name == "i18n.py":
            continue
        source = path.read_text(encoding="utf-8")
        for argument in first_arguments(source, "_"):
            place = f"{path.relative_to(ROOT)}:{argument.lineno}"
            assert is_literal(argument) or is_carried(argument), place
            seen += 1
        assert all(is_literal(argument) for argument in first_arguments(source, "N_")), path
    assert seen > 200


@pytest.mark.parametrize("call", ['_(f"no {name}")', '_("a {}".format(b))', '_("a" + "b")'])
def test_a_message_put_together_would_be_found(call: str) -> None:
    (argument,) = first_arguments(call, "_")
    assert not is_literal(argument)
    assert not is_carried(argument)
