"""What watches over the product hears in time that the disk fills up."""

from flask import Flask

from tests.conftest import SignIn


def test_low_space_is_told_and_the_product_goes_on(app: Flask, sign_in: SignIn) -> None:
    watcher = sign_in(None)
    assert watcher.get("/readyz").json["space"] == "enough"
    app.config["MIN_FREE_BYTES"] = 2**60
    answer = watcher.get("/readyz")
    assert (answer.status_code, answer.json["status"], answer.json["space"]) == (200, "ready", "low")
