/*+ whole: decisions are counted; a person made each */
SELECT s.state, count(*) FROM submission s JOIN app_user ru ON ru.id = s.reviewed_by
