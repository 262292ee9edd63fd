"""What the landlord did about unpaid rent, in its own words and dates; read by the referent, never the other way."""
