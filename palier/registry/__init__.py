"""The landlord's declared facts, and what every wing above needs: people, housing, signals."""
