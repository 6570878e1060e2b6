/*+ whole: the tickets are counted; a person opened each */
SELECT t.state, count(*) FROM ticket t LEFT JOIN application a ON a.id = t.application_id
