import pytest

from tests.golden import read_blocks


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a\n---\nb\n===\nleft over", "does not end"),
        ("a b\n===\n", "no line ---"),
        ("a\n---\nb\n===\n", "at least 2"),
    ],
)
def test_malformed_files_raise(tmp_path, content, message):
    path = tmp_path / "cases.txt"
    path.write_text(content)
    with pytest.raises(ValueError, match=message):
        read_blocks(path, at_least=2)
