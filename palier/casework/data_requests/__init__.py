"""What a person asks about her own data: a copy, a correction, a restriction."""
