UPDATE draft SET content = json_remove(content, '$.rows."' || ?2 || '"', '$.beside."' || ?2 || '"')
WHERE form = ?1 AND json_type(content, '$.rows."' || ?2 || '"') IS NOT NULL
