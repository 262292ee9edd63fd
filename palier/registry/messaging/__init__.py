"""Letters from templates, and what carries them: paper, a neutral sentence by mail or SMS, a hand at the counter."""
