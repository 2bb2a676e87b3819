"""Where photos and PDFs lie: every sentence holds for a folder and for a real S3 server."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor

import obstore
import pytest
from obstore.exceptions import BaseError
from obstore.store import S3Store

from app.clock import now
from app.storage import Storage
from tests.storage.conftest import opened


@pytest.fixture
def key() -> str:
    return f"reports/{uuid.uuid4()}.pdf"


def test_what_was_put_is_got_back_byte_for_byte(storage: Storage, key: str) -> None:
    content = bytes(range(256)) * 4096
    storage.put(key, content)
    assert storage.get(key) == content


def test_putting_again_replaces_what_was_there(storage: Storage, key: str) -> None:
    storage.put(key, b"first and longer")
    storage.put(key, b"second")
    assert storage.get(key) == b"second"


def test_a_missing_key_is_a_missing_file(storage: Storage, key: str) -> None:
    with pytest.raises(FileNotFoundError):
        storage.get(key)


def test_what_was_deleted_is_gone(storage: Storage, key: str) -> None:
    storage.put(key, b"gone soon")
    storage.delete(key)
    with pytest.raises(FileNotFoundError):
        storage.get(key)


def test_deleting_what_is_not_there_does_nothing(storage: Storage, key: str) -> None:
    storage.delete(key)
    storage.put(key, b"still works")
    assert storage.get(key) == b"still works"


def test_a_photo_lies_under_its_digest_once_however_often_it_comes(storage: Storage) -> None:
    content = uuid.uuid4().bytes
    digest = hashlib.sha256(content).hexdigest()
    keys = {storage.put_by_digest("photos", content, ".jpg") for _time in range(3)}
    assert keys == {f"photos/{digest[:2]}/{digest}.jpg"}
    assert storage.get(keys.pop()) == content
    listed = [each["path"] for batch in obstore.list(storage.store, f"photos/{digest[:2]}") for each in batch]
    assert listed.count(f"photos/{digest[:2]}/{digest}.jpg") == 1


def test_twins_that_arrive_at_the_same_moment_are_kept_once(storage: Storage) -> None:
    content = uuid.uuid4().bytes * 1000
    with ThreadPoolExecutor(8) as hands:
        keys = set(hands.map(lambda _n: storage.put_by_digest("photos", content, ".jpg"), range(8)))
    assert len(keys) == 1
    assert storage.get(keys.pop()) == content


def test_what_was_put_is_there_after_a_new_start(address: str, key: str) -> None:
    opened(address).put(key, b"kept")
    assert opened(address).get(key) == b"kept"


def test_the_s3_server_refuses_a_wrong_secret(bucket: str) -> None:
    """Without this the sentences above could hold on a server that lets anybody in."""
    stranger = S3Store("etalon-photos", secret_access_key="wrong", retry_config={"max_retries": 0})
    with pytest.raises(BaseError, match=r"403|PermissionDenied|SignatureDoesNotMatch"):
        obstore.put(stranger, "reports/forged.pdf", b"forged")


def test_everything_under_a_folder_is_listed_with_its_size_and_time(storage: Storage) -> None:
    folder = f"photos{uuid.uuid4().hex}"
    contents = [bytes([number]) * (number + 1) for number in range(30)]
    keys = {storage.put_by_digest(folder, content, ".jpg"): len(content) for content in contents}
    storage.put(f"{folder}2/other.jpg", b"of another folder")
    listed = list(storage.list(folder))
    assert {kept.key: kept.size for kept in listed} == keys
    assert all(abs((now() - kept.at).total_seconds()) < 60 for kept in listed)


def test_a_folder_that_is_not_there_is_empty(storage: Storage) -> None:
    assert list(storage.list(f"nothing{uuid.uuid4().hex}")) == []


def test_the_same_photo_again_mends_a_damaged_one(storage: Storage) -> None:
    content = uuid.uuid4().bytes
    key = storage.put_by_digest("photos", content, ".jpg")
    storage.put(key, b"damaged")
    assert storage.put_by_digest("photos", content, ".jpg") == key
    assert storage.get(key) == content
