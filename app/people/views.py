"""Signing in and out, one's own account and devices, users and their links."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import TooManyRequests

from app.clock import now
from app.db import db
from app.people import operations, queries, roles
from app.people.devices import device_name
from app.people.forms import AcceptForm, InviteForm, PasswordForm, SignInForm
from app.people.models import Invitation, SignIn, User
from app.people.sessions import give_cookie, signed_in_user, take_cookie, this_device
from app.stores.queries import regions, stores
from app.web.access import public, signed_in
from app.web.access import roles as only
from app.web.forms import choices
from app.web.languages import COOKIE, LANGUAGES
from app.web.redirects import own_path

people = Blueprint("people", __name__)


@people.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """The door."""
    form = SignInForm.from_request(data={"next": request.args.get("next", "/")})
    if form.accepted():
        try:
            token = operations.sign_in(
                form.email.data, form.password.data, device=_device(), address=request.remote_addr or ""
            )
        except operations.TooManyFailures:
            raise TooManyRequests(retry_after=900) from None
        db.session.commit()
        if token:
            return give_cookie(redirect(own_path(form.next.data)), token)
        form.form_errors.append(_("The e-mail or the password is wrong."))
    return render_template("people/sign_in.html", form=form), 200 if request.method == "GET" else 422


@people.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """Sign this device out."""
    operations.sign_out(this_device())
    db.session.commit()
    return take_cookie(redirect(url_for("people.sign_in")))


@people.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Who I am here, and where I am signed in."""
    return _account(PasswordForm())


@people.post("/account/password")
@signed_in
def password() -> ResponseReturnValue:
    """Set another password for myself; my other devices are signed out."""
    form = PasswordForm.from_request()
    if form.accepted():
        try:
            changed = operations.change_password(
                this_device(),
                present=form.present.data,
                new=form.password.data,
                address=request.remote_addr or "",
            )
        except operations.TooManyFailures:
            raise TooManyRequests(retry_after=900) from None
        db.session.commit()
        if changed:
            flash(_("The password is changed; your other devices are signed out."), "ok")
            return redirect(url_for("people.account"))
        form.present.errors = [_("This is not your present password.")]
    return _account(form), 422


@people.post("/devices/<int:device_id>/sign-out")
@signed_in
def sign_out_device(device_id: int) -> ResponseReturnValue:
    """Sign out another of my devices."""
    device = db.session.get(SignIn, device_id)
    if device is None or device.user_id != current_user.id:
        abort(404)
    operations.sign_out(device)
    db.session.commit()
    flash(_("The device is signed out."), "ok")
    return redirect(url_for("people.account"))


@people.post("/language")
@public
def language() -> ResponseReturnValue:
    """The visitor chooses a language; a user's choice follows the account."""
    chosen = request.form.get("language")
    if chosen not in LANGUAGES:
        abort(400)
    response = redirect(own_path(request.form.get("next")))
    response.set_cookie(COOKIE, chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    if current_user.is_authenticated:
        signed_in_user().language = chosen
        db.session.commit()
    return response


@people.get("/users")
@only(roles.ADMINISTRATOR)
def users() -> ResponseReturnValue:
    """Everyone with an account, and who was invited."""
    return render_template(
        "people/users.html",
        users=queries.users(),
        invitations=queries.open_invitations(now()),
        titles=roles.TITLES,
    )


@people.route("/invitations", methods=["GET", "POST"])
@only(roles.ADMINISTRATOR)
def invitations() -> ResponseReturnValue:
    """Invite somebody; the link is shown once, to be passed on."""
    form = InviteForm.from_request()
    form.store_id.choices = choices({store.id: store.name for store in stores()}, or_none=True)
    form.region_id.choices = choices({region.id: region.name for region in regions()}, or_none=True)
    employees = {each.id: f"{each.name} · {each.store.name}" for each in queries.employees_at_work(now())}
    form.employee_id.choices = choices(employees, or_none=True)
    if form.accepted():
        _invitation, token = operations.invite(
            email=form.email.data,
            name=form.name.data,
            role=form.role.data,
            place=_place(form),
            by=signed_in_user(),
        )
        db.session.commit()
        return _link_page(token, form.name.data)
    return render_template("people/invite.html", form=form), 200 if request.method == "GET" else 422


@people.route("/invitations/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    """The invited person, new or a user who forgot, sets a password and is in."""
    found = queries.invitation_by_hash(operations.secret_hash(token))
    if found is None or not _works(found):
        return render_template("people/over.html"), 404
    form = AcceptForm.from_request()
    if form.accepted():
        user = operations.accept(found, password=form.password.data)
        session = operations.open_session(user, device=_device())
        db.session.commit()
        return give_cookie(redirect("/"), session)
    status = 200 if request.method == "GET" else 422
    return render_template("people/accept.html", form=form, invitation=found, titles=roles.TITLES), status


@people.post("/users/<int:user_id>/disablement")
@only(roles.ADMINISTRATOR)
def disablement(user_id: int) -> ResponseReturnValue:
    """Close an account, or open it again with `undo`."""
    user = db.session.get(User, user_id)
    if user is None:
        abort(404)
    if user.id == current_user.id:
        flash(_("You cannot disable your own account."), "problem")
    elif "undo" in request.form:
        operations.enable(user)
        flash(_("The account works again."), "ok")
    else:
        operations.disable(user)
        flash(_("The account is disabled and signed out everywhere."), "ok")
    db.session.commit()
    return redirect(url_for("people.users"))


@people.post("/users/<int:user_id>/link")
@only(roles.ADMINISTRATOR)
def link(user_id: int) -> ResponseReturnValue:
    """A link to a new password for somebody who forgot; shown once, to be passed on."""
    user = db.session.get(User, user_id)
    if user is None:
        abort(404)
    if not user.is_active:
        flash(_("The account is disabled: enable it first."), "problem")
        return redirect(url_for("people.users"))
    token = operations.invite_again(user, by=signed_in_user())
    db.session.commit()
    return _link_page(token, user.name)


def _link_page(token: str, name: str) -> ResponseReturnValue:
    address = url_for("people.invitation", token=token, _external=True)
    return render_template("people/invited.html", link=address, name=name), 201


def _account(form: PasswordForm) -> str:
    return render_template(
        "people/account.html",
        devices=queries.devices_of(signed_in_user(), since=now() - operations.IDLE),
        this=this_device(),
        titles=roles.TITLES,
        device_name=device_name,
        form=form,
    )


def _works(invitation: Invitation) -> bool:
    """Whether the link is open, and its person is not a user yet or one who may sign in."""
    known = queries.user_by_email(invitation.email)
    welcome = invitation.user.is_active if invitation.user else known is None
    return invitation.is_open(now()) and welcome


def _place(form: InviteForm) -> operations.Place:
    def chosen(value: str | None) -> int | None:
        return int(value) if value else None

    role = form.role.data
    return operations.Place(
        store_id=chosen(form.store_id.data) if role in roles.NEEDS_STORE else None,
        region_id=chosen(form.region_id.data) if role in roles.NEEDS_REGION else None,
        employee_id=chosen(form.employee_id.data) if role in roles.NEEDS_EMPLOYEE else None,
    )


def _device() -> str:
    return request.headers.get("User-Agent", "")[:200]
