"""Albums: labels that the user gives to photos, for finding them again and for training a model of the user's own."""
