UPDATE application SET uncovered = ?2 WHERE id = ?1
