"""Devices in words: what browsers say of themselves, and what a person reads."""

import pytest
from flask import Flask

from app.people.devices import device_name
from tests.conftest import SignIn as Enter
from tests.people.test_sign_in import knock

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = f"Mozilla/5.0 (Linux; Android 14; SM-A546E) {WEBKIT}"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT}"
KNOWN = {
    f"{ANDROID} Chrome/124.0.0.0 Mobile Safari/537.36": "Chrome · Android",
    f"{ANDROID} SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36": "Samsung Internet · Android",
    f"{IPHONE} Version/17.4 Mobile/15E148 Safari/604.1": "Safari · iPhone",
    f"{IPHONE} CriOS/124.0.6367.71 Mobile/15E148 Safari/604.1": "Chrome · iPhone",
    f"{IPHONE} FxiOS/125.0 Mobile/15E148 Safari/605.1.15": "Firefox · iPhone",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0": "Firefox · Windows",
    f"{WINDOWS} Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51": "Edge · Windows",
    f"{WINDOWS} Chrome/122.0.0.0 YaBrowser/24.4.0.0 Safari/537.36": "Yandex Browser · Windows",
    f"{WINDOWS} Chrome/123.0.0.0 Safari/537.36 OPR/109.0.0.0": "Opera · Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15": "Safari · Mac",
    "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0": "Firefox · Linux",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/124.0.0.0 Safari/537.36": "Chrome · ChromeOS",
    "SomeApp/1.0 (Android 14)": "Android",
    "curl/8.5.0": "",
    "": "",
}


@pytest.mark.parametrize(("header", "name"), KNOWN.items())
def test_a_browser_is_called_by_its_name_and_system(header: str, name: str) -> None:
    assert device_name(header) == name


@pytest.mark.parametrize(("header", "name"), [*list(KNOWN.items())[:1], ("curl/8.5.0", "Unknown device")])
def test_the_account_page_tells_devices_in_words(app: Flask, sign_in: Enter, header: str, name: str) -> None:
    visitor = sign_in(None)
    visitor.client.environ_base["HTTP_USER_AGENT"] = header
    assert knock(visitor).status_code == 302
    page = visitor.get("/account").text
    assert f"<p>{name}</p>" in page
    assert "AppleWebKit" not in page
