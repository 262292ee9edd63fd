"""Staff pages that gather what lower wings answer. No models but drafts and saved views."""
