"""What happens around her home, the rules that hold there, and an idea of her own."""
