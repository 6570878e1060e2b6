/*+ whole: names are found by how they sound, which no index knows */
SELECT a.id, a.name FROM account a
