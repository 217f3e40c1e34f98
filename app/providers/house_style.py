"""How a provider's mails look and speak."""

from app.mail.brand import Brand
from app.mail.language import as_form
from app.providers.models import Provider


def house_style(provider: Provider) -> Brand:
    """Its name, colour and logo at the head of a mail, and je or u as it chose."""
    form = as_form(provider.form_of_address)
    return Brand(provider.name, provider.brand_color, logo=provider.logo_file_id, form=form)
