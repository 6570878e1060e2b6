/*+ whole: read from behind, up to the one that is known to be there */
SELECT a.at, u.name, a.request FROM audit a /*+ by audit_of_revocations */ JOIN app_user u ON u.id = a.user_id
WHERE a.op = 'revoke_qualification' AND a.refused IS NULL ORDER BY a.id DESC
