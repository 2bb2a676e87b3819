"""What people type to sign in, to invite, to accept and to change a password."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import Email, EqualTo, InputRequired, Length

from app.people import passwords, queries, roles
from app.web.forms import Form, choices


class SignInForm(Form):
    email = EmailField(
        _l("E-mail"), [InputRequired(), Length(max=254)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(), Length(max=passwords.LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class AcceptForm(Form):
    password = PasswordField(
        _l("New password"),
        [InputRequired(), Length(min=passwords.SHORTEST, max=passwords.LONGEST)],
        description=_l("At least 10 characters; several words make a good one."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same password again"),
        [InputRequired(), EqualTo("password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: PasswordField) -> None:
        if passwords.is_guessed_first(field.data or ""):
            raise ValidationError(_("This password is among the first that are guessed. Choose another."))


class PasswordForm(AcceptForm):
    present = PasswordField(
        _l("Present password"),
        [InputRequired(), Length(max=passwords.LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class InviteForm(Form):
    """Who is invited as what; a place belongs to a role, and the page shows only that of the chosen one."""

    needed_by = {
        "store_id": roles.NEEDS_STORE,
        "region_id": roles.NEEDS_REGION,
        "employee_id": roles.NEEDS_EMPLOYEE,
    }
    name = StringField(_l("Name"), [InputRequired(), Length(max=200)])
    email = EmailField(
        _l("E-mail"), [InputRequired(), Length(max=254), Email(_l("This is not an e-mail address."))]
    )
    role = SelectField(_l("Role"), choices=choices(roles.TITLES))
    store_id = SelectField(_l("Store (for a store director)"))
    region_id = SelectField(_l("Region (for a regional manager)"))
    employee_id = SelectField(_l("Employee (for an employee's own results)"))

    def validate_email(self, field: EmailField) -> None:
        if queries.user_by_email(field.data or ""):
            raise ValidationError(_("This person already has an account."))

    def validate_store_id(self, field: SelectField) -> None:
        if self.role.data in roles.NEEDS_STORE and not field.data:
            raise ValidationError(_("A store director needs a store."))

    def validate_region_id(self, field: SelectField) -> None:
        if self.role.data in roles.NEEDS_REGION and not field.data:
            raise ValidationError(_("A regional manager needs a region."))

    def validate_employee_id(self, field: SelectField) -> None:
        if self.role.data in roles.NEEDS_EMPLOYEE and not field.data:
            raise ValidationError(_("An employee's account needs the employee."))
