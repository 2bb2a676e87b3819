from pathlib import Path

import pytest

from tests.standards.small_folder import SmallFolder


@pytest.fixture
def folder(tmp_path: Path) -> SmallFolder:
    return SmallFolder(tmp_path)
