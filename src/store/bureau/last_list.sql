SELECT name, at FROM refusal_list ORDER BY id DESC LIMIT 1
