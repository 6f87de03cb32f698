"""The functions of the extensions that specs use most.

What PostgreSQL has by the same name is left out, because a name without a schema means
that; so is what serves indexes alone.

Source: the catalog `pg_proc` of servers of versions 15 and 18 with these extensions.
"""

from collections.abc import Mapping
from typing import Final

_NAMES: Final = {
    "btree_gin": "",
    "btree_gist": """
        cash_dist date_dist float4_dist float8_dist int2_dist int4_dist
        int8_dist interval_dist oid_dist time_dist ts_dist tstz_dist
    """,
    "citext": """
        citext citext_eq citext_ge citext_gt citext_larger citext_le citext_lt
        citext_ne citext_pattern_ge citext_pattern_gt citext_pattern_le
        citext_pattern_lt citext_smaller citextsend
    """,
    "cube": """
        cube cube_contained cube_contains cube_coord cube_coord_llur cube_dim
        cube_distance cube_enlarge cube_eq cube_ge cube_gt cube_inter
        cube_is_point cube_le cube_ll_coord cube_lt cube_ne cube_overlap
        cube_send cube_size cube_subset cube_union cube_ur_coord
        distance_chebyshev distance_taxicab
    """,
    "earthdistance": """
        earth earth_box earth_distance gc_to_sec geo_distance latitude
        ll_to_earth longitude sec_to_gc
    """,
    "fuzzystrmatch": """
        daitch_mokotoff difference dmetaphone dmetaphone_alt levenshtein
        levenshtein_less_equal metaphone soundex text_soundex
    """,
    "hstore": """
        akeys avals defined delete each exist exists_all exists_any fetchval
        hs_concat hs_contained hs_contains hstore hstore_eq hstore_ge hstore_gt
        hstore_le hstore_lt hstore_ne hstore_send hstore_to_array hstore_to_json
        hstore_to_json_loose hstore_to_jsonb hstore_to_jsonb_loose
        hstore_to_matrix hstore_version_diag isdefined isexists populate_record
        skeys slice slice_array svals tconvert
    """,
    "intarray": """
        boolop icount idx intarray_del_elem intarray_push_array
        intarray_push_elem intset intset_subtract intset_union_elem rboolop sort
        sort_asc sort_desc subarray uniq
    """,
    "ltree": """
        index lca lquery_send lt_q_regex lt_q_rregex ltq_regex ltq_rregex
        ltree2text ltree_addltree ltree_addtext ltree_eq ltree_ge ltree_gt
        ltree_isparent ltree_le ltree_lt ltree_ne ltree_risparent ltree_send
        ltree_textadd ltxtq_exec ltxtq_rexec ltxtq_send nlevel subltree subpath
        text2ltree
    """,
    "pg_trgm": """
        set_limit show_limit show_trgm similarity similarity_dist similarity_op
        strict_word_similarity strict_word_similarity_commutator_op
        strict_word_similarity_dist_commutator_op strict_word_similarity_dist_op
        strict_word_similarity_op word_similarity word_similarity_commutator_op
        word_similarity_dist_commutator_op word_similarity_dist_op
        word_similarity_op
    """,
    "pgcrypto": """
        armor crypt dearmor decrypt decrypt_iv digest encrypt encrypt_iv
        gen_random_bytes gen_salt hmac pgp_armor_headers pgp_key_id
        pgp_pub_decrypt pgp_pub_decrypt_bytea pgp_pub_encrypt
        pgp_pub_encrypt_bytea pgp_sym_decrypt pgp_sym_decrypt_bytea
        pgp_sym_encrypt pgp_sym_encrypt_bytea
    """,
    "tablefunc": """
        connectby crosstab crosstab2 crosstab3 crosstab4 normal_rand
    """,
    "unaccent": """
        unaccent
    """,
    "uuid-ossp": """
        uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4
        uuid_generate_v5 uuid_nil uuid_ns_dns uuid_ns_oid uuid_ns_url
        uuid_ns_x500
    """,
    "vector": """
        array_to_halfvec array_to_sparsevec array_to_vector binary_quantize
        cosine_distance halfvec halfvec_accum halfvec_add halfvec_avg
        halfvec_combine halfvec_concat halfvec_eq halfvec_ge halfvec_gt
        halfvec_le halfvec_lt halfvec_mul halfvec_ne halfvec_send halfvec_sub
        halfvec_to_float4 halfvec_to_sparsevec halfvec_to_vector
        halfvec_typmod_in inner_product l2_distance l2_normalize sparsevec
        sparsevec_eq sparsevec_ge sparsevec_gt sparsevec_le sparsevec_lt
        sparsevec_ne sparsevec_send sparsevec_to_halfvec sparsevec_to_vector
        sparsevec_typmod_in subvector vector vector_accum vector_add vector_avg
        vector_combine vector_concat vector_dims vector_eq vector_ge vector_gt
        vector_le vector_lt vector_mul vector_ne vector_send vector_sub
        vector_to_float4 vector_to_halfvec vector_to_sparsevec vector_typmod_in
    """,
}

EXTENSION_FUNCTIONS: Final[Mapping[str, frozenset[str]]] = {
    extension: frozenset(names.split()) for extension, names in _NAMES.items()
}
"""Names of functions by extension; one that is not listed is not known here."""
