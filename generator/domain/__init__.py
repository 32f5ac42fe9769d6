"""What a disclosure is: amounts, coordinates, facts, entities, records, findings. Imports nothing of ours."""
